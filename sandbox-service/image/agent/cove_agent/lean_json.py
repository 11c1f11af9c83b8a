"""JSON by the C parts of the standard library alone: the `json` package costs 10 ms and 1.3 MiB in every sandbox.

Falls back to `json` on a Python that has other parts.
"""
try:
    import _json

    class _Context:
        strict, object_hook, object_pairs_hook = True, None, None
        parse_float, parse_int, parse_constant = float, int, float

    _scan = _json.make_scanner(_Context)
    _encode = _json.make_encoder(None, None, _json.encode_basestring, None, ":", ",", False, False, False)

    def dumps(value):
        return "".join(_encode(value, 0))

    def loads(text):
        """Raises ValueError for what is no JSON."""
        if isinstance(text, bytes):
            text = text.decode("utf-8")
        text = text.strip(" \t\r\n")
        try:
            value, end = _scan(text, 0)
        except StopIteration:
            raise ValueError("no JSON") from None
        if end != len(text):
            raise ValueError("more than one JSON value")
        return value

    if loads(dumps({"a": [1, 2.5, None, True, "é\n"]})) != {"a": [1, 2.5, None, True, "é\n"]}:
        raise ImportError
except (ImportError, TypeError, AttributeError):
    import json

    loads = json.loads

    def dumps(value):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
