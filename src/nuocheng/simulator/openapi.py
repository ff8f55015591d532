"""The description of the exchange as an OpenAPI 3.1 document, built from its own catalogue."""

from collections.abc import Mapping
from typing import Any

from nuocheng.simulator.desk import PAGE
from nuocheng.simulator.faults import MAX_DELAY_MS, MAX_EVERY, Mode
from nuocheng.simulator.questions import MAX_FIELDS, MAX_TEXT
from nuocheng.simulator.registers import Registers, Status

Schema = dict[str, Any]

TEXT: Schema = {
    "type": "string",
    "minLength": 1,
    "maxLength": MAX_TEXT,
    "pattern": r"^[^\u0000-\u001f\u007f]*\S[^\u0000-\u001f\u007f]*$",
}
WORD: Schema = {"type": "string"}
DAY: Schema = {"type": "string", "format": "date"}
MOMENT: Schema = {"type": "string", "format": "date-time"}
COUNT: Schema = {"type": "integer", "minimum": 0}
NUMBER_PATTERN = r"^([1-9][0-9]{16}[0-9X]|[0-9A-HJ-NPQRTUWXY]{18})$"
EXAMPLE: Schema = {
    "source": "marriage",
    "subject": {"kind": "person", "number": "620402198503122031", "name": "李守信"},
    "fields": ["marital_status", "registered_on"],
    "purpose": {"code": "pledge_verification", "basis": "证明事项告知承诺制工作规程"},
    "request_id": "example-20261123-1",
    "asked_by": "白银区民政局",
}


def describe(registers: Registers) -> Schema:
    """Describe every address, every document and every refusal of the exchange."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "数据共享交换平台（模拟）",
            "version": "1.0.0",
            "description": "按用途、依据逐次查询，只返回所要的字段；每次查询留痕并给回执。数据全部虚构。",
        },
        "servers": [{"url": "/"}],
        "tags": [
            {"name": "查询", "description": "各部门使用"},
            {"name": "管理", "description": "演练用：设置故障、读取日志"},
        ],
        "paths": _paths(),
        "components": {
            "schemas": _schemas(registers),
            "responses": _refusals(),
            "securitySchemes": {
                "department": {
                    "type": "apiKey",
                    "in": "header",
                    "name": "X-API-Key",
                    "description": "部门密钥",
                },
                "administrator": {
                    "type": "apiKey",
                    "in": "header",
                    "name": "X-Admin-Key",
                    "description": "管理密钥",
                },
            },
        },
    }


DEPARTMENT: list[dict[str, list[str]]] = [{"department": []}]
ADMINISTRATOR: list[dict[str, list[str]]] = [{"administrator": []}]


def _paths() -> Schema:
    return {**_department_paths(), **_administrator_paths()}


def _department_paths() -> Schema:
    """Return what a department may ask for, and what is open to all."""
    asking = _operation(
        "ask", "查询一个主体", "Answer", (400, 401, 403, 409, 411, 413, 415, 422, 429, 500, 503)
    )
    return {
        "/v1/queries": {
            "post": {
                **asking,
                "security": DEPARTMENT,
                "requestBody": _body("Query", {"查婚姻状况": {"value": EXAMPLE}}),
            }
        },
        "/v1/sources": {
            "get": {**_operation("listSources", "数据来源目录", "Catalogue", (401,)), "security": DEPARTMENT}
        },
        "/v1/health": {"get": {**_operation("health", "运行状况", "Health", ()), "security": []}},
        "/openapi.json": {"get": {**_operation("describe", "本说明", "Description", ()), "security": []}},
    }


def _administrator_paths() -> Schema:
    """Return what only the exchange's administrator may see and set."""
    source = {"name": "source", "in": "path", "required": True, "schema": _ref("SourceKey")}
    after = _number_of("after", "从这一行之后读起", {**COUNT, "maximum": 10**12})
    limit = _number_of("limit", "最多读几行", {"type": "integer", "minimum": 1, "maximum": PAGE})
    setting = _operation(
        "setFault", "设置一个来源的故障", "FaultOfSource", (400, 401, 404, 411, 413, 415, 422)
    )
    kept = {"security": ADMINISTRATOR, "tags": ["管理"]}
    log = _operation("readLog", "读取查询日志", "Log", (401, 422))
    faults = _operation("listFaults", "各来源当前的故障", "Faults", (401,))
    put = {**setting, **kept, "parameters": [source], "requestBody": _body("Fault")}
    return {
        "/v1/log": {"get": {**log, **kept, "parameters": [after, limit]}},
        "/v1/faults": {"get": {**faults, **kept}},
        "/v1/faults/{source}": {"put": put},
    }


def _number_of(name: str, description: str, schema: Schema) -> Schema:
    return {"name": name, "in": "query", "description": description, "schema": schema}


def _operation(key: str, summary: str, document: str, refusals: tuple[int, ...]) -> Schema:
    answered = {"description": summary, "content": {"application/json": {"schema": _ref(document)}}}
    refused = {str(status): {"$ref": f"#/components/responses/R{status}"} for status in refusals}
    return {
        "operationId": key,
        "summary": summary,
        "tags": ["查询"],
        "responses": {"200": answered, **refused},
    }


def _refusals() -> Schema:
    said = {
        400: "不是有效的JSON",
        401: "没有有效的密钥",
        403: "用途不在共享范围内",
        404: "没有这个来源",
        409: "请求编号已用于另一次查询",
        411: "没有写明长度",
        413: "正文过大",
        415: "内容类型不对",
        422: "内容不符合要求",
        429: "查询过于频繁",
        500: "来源内部出错",
        503: "来源暂停服务",
    }
    content = {"application/problem+json": {"schema": _ref("Problem")}}
    return {f"R{status}": {"description": text, "content": content} for status, text in said.items()}


def _schemas(registers: Registers) -> Schema:
    sources = list(registers.sources)
    return {
        "SourceKey": {"type": "string", "enum": sources},
        "Mode": {"type": "string", "enum": [mode.value for mode in Mode]},
        **_query_schemas(list(registers.purposes)),
        **_catalogue_schemas(),
        **_admin_schemas(),
        "Problem": _closed(
            {"type": WORD, "title": WORD, "status": {"type": "integer"}, "detail": WORD},
            optional={"errors": _list(_closed({"pointer": WORD, "detail": WORD}))},
        ),
        "Health": _closed(
            {
                "status": {"type": "string", "enum": ["ok", "degraded"]},
                "now": MOMENT,
                "sources_in_trouble": _list(WORD),
            }
        ),
        "Description": {"type": "object", "required": ["openapi", "info", "paths"]},
    }


def _query_schemas(purposes: list[str]) -> Schema:
    kind = {"type": "string", "enum": ["person", "organisation"]}
    number = {
        "type": "string",
        "pattern": NUMBER_PATTERN,
        "description": "公民身份号码或统一社会信用代码，须过校验",
    }
    fields = {**_list(TEXT), "minItems": 1, "maxItems": MAX_FIELDS, "uniqueItems": True}
    return {
        "Query": _closed(
            {
                "source": _ref("SourceKey"),
                "subject": _closed({"kind": kind, "number": number, "name": TEXT}),
                "fields": fields,
                "purpose": _closed({"code": {"type": "string", "enum": purposes}, "basis": TEXT}),
                "request_id": {"type": "string", "pattern": "^[A-Za-z0-9][A-Za-z0-9._:-]{7,63}$"},
                "asked_by": TEXT,
            }
        ),
        "Answer": _closed(
            {
                "request_id": WORD,
                "source": _ref("SourceKey"),
                "subject": _closed({"kind": kind, "number": WORD, "name": WORD}),
                "status": {"type": "string", "enum": [status.value for status in Status]},
                "as_of": DAY,
                "records": _list({"type": "object", "additionalProperties": {"type": ["string", "null"]}}),
                "note": WORD,
                "receipt_no": WORD,
                "received_at": MOMENT,
                "answered_at": MOMENT,
                "answer_due_at": MOMENT,
            }
        ),
    }


def _catalogue_schemas() -> Schema:
    field = _closed({"key": WORD, "title": WORD, "type": WORD})
    source = {
        "key": _ref("SourceKey"),
        "title": WORD,
        "department": WORD,
        "subject_kinds": _list(WORD),
        "many": {"type": "boolean", "description": "一个主体可有多条记录"},
        "sharing": {"type": "string", "enum": ["unconditional", "conditional"]},
        "freshness": WORD,
        "answer_within_s": COUNT,
        "purposes": _list(WORD),
        "fields": _list(field),
        "subjects": COUNT,
    }
    purpose = _closed({"code": WORD, "title": WORD})
    return {"Catalogue": _closed({"purposes": _list(purpose), "sources": _list(_closed(source))})}


def _admin_schemas() -> Schema:
    delay = {**COUNT, "maximum": MAX_DELAY_MS}
    every = {"type": "integer", "minimum": 1, "maximum": MAX_EVERY}
    described = {"mode": _ref("Mode"), "delay_ms": delay, "every": every, "title": WORD}
    maybe = {"type": ["string", "null"]}
    entry: Mapping[str, Schema] = {
        "seq": COUNT,
        "received_at": MOMENT,
        "outcome": WORD,
        "fault": _ref("Mode"),
        "took_ms": COUNT,
        "late": {"type": "boolean"},
        **dict.fromkeys(
            ("request_id", "receipt_no", "source", "subject_number", "purpose", "basis", "asked_by"), maybe
        ),
        "fields": _list(WORD),
    }
    return {
        "Fault": _closed({"mode": _ref("Mode")}, optional={"delay_ms": delay, "every": every}),
        "FaultOfSource": _closed({"source": _ref("SourceKey"), **described}),
        "Faults": _closed({"faults": {"type": "object", "additionalProperties": _closed(described)}}),
        "Log": _closed({"entries": _list(_closed(entry))}),
    }


def _ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _closed(required: Mapping[str, Schema], *, optional: Mapping[str, Schema] | None = None) -> Schema:
    properties = {**required, **(optional or {})}
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


def _body(name: str, examples: Schema | None = None) -> Schema:
    shown = {"schema": _ref(name), **({"examples": examples} if examples else {})}
    return {"required": True, "content": {"application/json": shown}}
