#!/usr/bin/env python3
"""Python's jsonpatch as a subject of `emend conform` and `emend fuzz`.

    apt-get install python3-jsonpatch
    emend conform --suite builtin --against '/usr/bin/python3 examples/conform/python_jsonpatch.py'
"""
import json
import sys

import jsonpatch
import jsonpointer


def answer(request):
    do = request["do"]
    if do == "apply":
        return {"doc": jsonpatch.apply_patch(request["doc"], request["patch"])}
    if do == "diff":
        return {"patch": jsonpatch.make_patch(request["before"], request["after"]).patch}
    if do == "validate":
        jsonpatch.JsonPatch(request["patch"])
        return {"valid": True}
    if do == "get":
        return {"value": jsonpointer.resolve_pointer(request["doc"], request["pointer"])}
    return {"error": {"code": "unsupported"}}


for line in sys.stdin:
    number = None
    try:
        asked = json.loads(line)
        number = asked["id"]
        given = json.dumps({"id": number, **answer(asked)})
    except Exception as problem:  # whatever it raises is its way to refuse
        error = {"code": type(problem).__name__, "message": str(problem)}
        given = json.dumps({"id": number, "error": error})
    print(given, flush=True)
