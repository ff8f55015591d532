# 常用动作。make 或 make help 列出全部。
.DEFAULT_GOAL := help
BENCH := bench/life.py
LOCKED := --python-version 3.11 --universal --no-header --no-annotate --quiet
.PHONY: help setup run demo check test bench docs client lock release

help: ## 列出全部动作
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /\1\t/' | expand -t 10

setup: ## 建立运行环境，装好依赖和本软件
	@bash -c 'set -euo pipefail; . bin/venv.sh; make_venv requirements/base.txt requirements/test.txt'

run: setup ## 启动系统（要先设NUOCHENG_SECRET_KEY）
	@.venv/bin/nuocheng run

demo: ## 启动演示
	@bin/demo

check: ## 只查格式、写法、类型和分层，不跑浏览器和PostgreSQL
	@bin/test --quick

test: ## 全部检查和测试
	@bin/test

bench: setup ## 一件承诺要花多少CPU和多少条语句，SQLite和PostgreSQL同一次运行；别的测量写BENCH="bench/case_desk.py --full"
	@bash -c 'set -euo pipefail; . bin/venv.sh; . bin/postgres.sh; scratch=$$(mktemp -d); \
	  trap "stop_postgres; rm -rf $$scratch" EXIT; start_postgres "$$scratch"; \
	  NUOCHENG_BENCH_POSTGRES=$$POSTGRES_URL .venv/bin/python $(BENCH)'

docs: setup ## 由代码生成规则汇编、行为清单和逐条对照
	@NUOCHENG_DEMO=1 .venv/bin/python -m nuocheng.site.docs

client: setup ## 由接口文档生成Python客户端，放在dist/nuocheng-client
	@mkdir -p dist
	@NUOCHENG_DEMO=1 .venv/bin/python tools/openapi.py > dist/openapi.json
	@.venv/bin/openapi-python-client generate --path dist/openapi.json --config tools/client.yaml \
	  --output-path dist/nuocheng-client --overwrite --fail-on-warning

lock: setup ## 重新锁定依赖的版本
	@.venv/bin/uv pip compile pyproject.toml $(LOCKED) --upgrade --output-file requirements/base.txt
	@.venv/bin/uv pip compile pyproject.toml $(LOCKED) --upgrade --constraint requirements/base.txt \
	  --extra batch --extra spark --output-file requirements/batch.txt
	@.venv/bin/uv pip compile pyproject.toml $(LOCKED) --upgrade --constraint requirements/batch.txt \
	  --extra batch --extra spark --group test --group lint --output-file requirements/test.txt

release: setup ## 打成可以分发的软件包，放在dist/
	@.venv/bin/uv build --quiet --out-dir dist
	@ls -1 dist
