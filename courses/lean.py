"""What no process of the house uses, none loads: importing this module, before all others, is enough.

`rfc3987_syntax` compiles a grammar of internet addresses for 1.3 s at import. jsonschema asks for it to check a format that we never use, and does
without it where it is missing. May go when jupyter-events no longer asks for `jsonschema[format-nongpl]`.
"""

import sys

sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
