# Sourced by bin/demo and bin/test: makes .venv and installs locked requirements and this package, once.

say() { printf '%s\n' "$*" >&2; }

# Prints a Python from 3.11 to 3.13, or says what to install.
find_python() {
  local name
  for name in python3 python3.11 python3.12 python3.13; do
    if command -v "$name" >/dev/null 2>&1 &&
      "$name" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null; then
      command -v "$name"
      return 0
    fi
  done
  say "没有找到Python 3.11、3.12或3.13。请先安装，例如：apt-get install python3 python3-venv"
  return 1
}

# Makes the virtual environment with whatever this machine offers: venv, uv, apt, or virtualenv by pip.
make_environment() {
  local python=$1 scratch
  if "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    "$python" -m venv .venv
  elif command -v uv >/dev/null 2>&1; then
    uv venv --quiet --seed --python "$python" .venv
  elif [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1 &&
    { apt-get -qq update >/dev/null 2>&1 || true; apt-get -qq install -y python3-venv >/dev/null 2>&1; }; then
    "$python" -m venv .venv
  elif "$python" -m pip --version >/dev/null 2>&1; then
    scratch=$(mktemp -d)
    "$python" -m pip install --quiet --target "$scratch" virtualenv
    PYTHONPATH=$scratch "$python" -m virtualenv --quiet .venv
    rm -rf "$scratch"
  else
    say "这台机器缺少venv，也没有uv和pip。请先安装：apt-get install python3-venv"
    return 1
  fi
}

# make_venv REQUIREMENTS…: installs them once; again only when one of them or pyproject.toml has changed.
make_venv() {
  local stamp=.venv/.installed wanted python file
  wanted=$(cat "$@" pyproject.toml | sha256sum | cut -d' ' -f1)" $*"
  [ -f "$stamp" ] && grep -qxF "$wanted" "$stamp" && return 0
  python=$(find_python)
  if ! .venv/bin/python -c '' 2>/dev/null; then
    say "正在建立运行环境（只有第一次需要）…"
    rm -rf .venv
    make_environment "$python"
  fi
  say "正在安装所需的软件包（只有第一次需要）…"
  local arguments=()
  for file in "$@"; do arguments+=(-r "$file"); done
  # An office network may have a certificate authority of its own: trust what this system trusts.
  export UV_SYSTEM_CERTS=1
  if .venv/bin/python -m pip install --quiet --disable-pip-version-check uv 2>/dev/null &&
    .venv/bin/uv pip install --quiet --compile-bytecode --python .venv/bin/python "${arguments[@]}" &&
    .venv/bin/uv pip install --quiet --python .venv/bin/python --no-deps --editable .; then
    :
  else
    say "uv用不了，改用pip，会慢一些…"
    .venv/bin/python -m pip install --quiet --disable-pip-version-check "${arguments[@]}"
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
  fi
  printf '%s\n' "$wanted" >>"$stamp"
}
