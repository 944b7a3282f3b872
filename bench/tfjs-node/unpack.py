"""Takes TensorFlow's C library and its headers out of a wheel: unpack.py WHEEL FOLDER."""

import sys
import zipfile
from pathlib import Path

INCLUDE = "tensorflow/include/"
# Of some 100 MB of headers those that the binding includes, and those that these include.
HEADERS = tuple(INCLUDE + part for part in ("tensorflow/c/", "tensorflow/core/platform/", "tsl/"))
# The name that the linker looks for, by the wheel's. The library says itself which name is loaded, so both have to be there.
LIBRARIES = {
    "tensorflow/libtensorflow_cc.so.2": "libtensorflow.so",
    "tensorflow/libtensorflow_framework.so.2": "libtensorflow_framework.so",
}


def main(wheel: str, folder: str) -> None:
    deps = Path(folder)
    (deps / "lib").mkdir(parents=True)
    with zipfile.ZipFile(wheel) as archive:
        for entry in archive.infolist():
            if entry.filename.startswith(HEADERS) and entry.filename.endswith(".h"):
                entry.filename = entry.filename.removeprefix(INCLUDE)
                archive.extract(entry, deps / "include")
        for member, linked in LIBRARIES.items():
            library = deps / "lib" / Path(member).name
            with archive.open(member) as source, library.open("wb") as target:
                while chunk := source.read(1 << 22):
                    target.write(chunk)
            (deps / "lib" / linked).symlink_to(library.name)


if __name__ == "__main__":
    main(*sys.argv[1:])
