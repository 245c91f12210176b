"""Load, link and check a framework pack: a folder with framework.yaml and one file for each aspect in aspects/.

Packs are shipped in `data/`, one folder for each version. A council can copy one, change it and choose the copy with
RUBRIC_FRAMEWORK: a pack is data, and nothing in the code knows an aspect by name.
"""

from functools import lru_cache
from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import ValidationError

from rubric.english import either, listed
from rubric.errors import BadFramework
from rubric.framework.check import bad, check, check_ids
from rubric.framework.model import Aspect, Framework, PackPart
from rubric.settings import settings

SHIPPED = Path(__file__).parent / "data"
CORE = "framework.yaml"
ASPECTS = "aspects"
_LOADER = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader  # as safe, and eight times as fast

Model = TypeVar("Model", bound=PackPart)


def available() -> tuple[str, ...]:
    """The versions of the shipped packs, newest first. Versions are dates, so they sort as text."""
    return tuple(sorted((file.parent.name for file in SHIPPED.glob(f"*/{CORE}")), reverse=True))


def load(version_or_folder: str = "") -> Framework:
    """The framework pack with this version or in this folder.

    Empty means the pack chosen by setting (`Settings.framework`), or else the newest shipped one. A pack
    chosen by setting can be named by its version too, and goes before a shipped one, so that an assessment made with
    a council's own pack opens again. A pack is read once for each run of the program. BadFramework, in one sentence,
    where no pack has this name or it does not load, link and check; BadInput where the settings cannot be used.
    """
    chosen = settings().framework.strip()
    wanted = version_or_folder.strip()
    if not wanted:
        return _read(_folder(chosen or available()[0]))
    if chosen:
        framework = _read(_folder(chosen))
        if framework.version == wanted:
            return framework
    return _read(_folder(wanted))


def _folder(version_or_folder: str) -> Path:
    if version_or_folder in available():
        return SHIPPED / version_or_folder
    folder = Path(version_or_folder).expanduser()
    if not folder.is_dir():
        raise BadFramework(
            f"There is no framework pack called “{version_or_folder}”: choose {listed(available(), 'or')}, "
            "or the folder of a pack."
        )
    return folder.resolve()


@lru_cache(maxsize=16)
def _read(folder: Path) -> Framework:
    core_file = f"{folder.name}/{CORE}"
    core = _mapping(folder / CORE, core_file)
    if "aspects" in core:
        raise bad(core_file, "aspects", f"does not belong here, as each aspect has its own file in {ASPECTS}/")
    aspects = _aspects(folder)
    check_ids(aspects)
    aspects.sort(key=lambda pair: pair[1].number)
    framework = _built(Framework, {**core, "aspects": tuple(aspect for _, aspect in aspects)}, core_file)
    check(framework, core_file, {aspect.id: file for file, aspect in aspects})
    return framework


def _aspects(folder: Path) -> list[tuple[str, Aspect]]:
    """Pairs of file name and aspect, in the order of the names."""
    paths = sorted(
        path
        for path in (folder / ASPECTS).glob("*")
        # Some systems leave a hidden twin beside a copied file.
        if path.suffix in {".yaml", ".yml"} and not path.name.startswith(".")
    )
    if not paths:
        raise BadFramework(
            f"The framework pack {folder.name} has no aspects: put one YAML file for each in its {ASPECTS} folder."
        )
    names = [f"{folder.name}/{ASPECTS}/{path.name}" for path in paths]
    return [(name, _built(Aspect, _mapping(path, name), name)) for path, name in zip(paths, names, strict=True)]


def _mapping(path: Path, name: str) -> dict[str, object]:
    """The keys and values of one YAML file."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        _refuse_repeats(yaml.compose(text, Loader=_LOADER), name)
        data = yaml.load(text, Loader=_LOADER)  # noqa: S506 - a safe one too
    except FileNotFoundError:
        raise BadFramework(f"The framework file {name} is missing: add it to the pack.") from None
    except OSError as error:
        raise BadFramework(f"The framework file {name} cannot be read: {error.strerror or error}.") from error
    except UnicodeDecodeError as error:
        raise BadFramework(f"The framework file {name} is not plain text: save it as UTF-8.") from error
    except yaml.MarkedYAMLError as error:
        place = f" at line {error.problem_mark.line + 1}" if error.problem_mark else ""
        raise BadFramework(f"The framework file {name} is not valid YAML{place}: {error.problem}.") from error
    except (yaml.YAMLError, ValueError) as error:  # a date such as 2025-13-45 is a ValueError
        problem = " ".join(str(error).split())
        raise BadFramework(f"The framework file {name} is not valid YAML: {problem}.") from error
    if not isinstance(data, dict):
        raise BadFramework(f"The framework file {name} must hold keys and values: compare it with a shipped pack.")
    return data


def _refuse_repeats(root: yaml.Node | None, name: str) -> None:
    """YAML keeps the last of two equal keys and drops the first; a person's words must not go that way."""
    nodes, seen = [root], set()
    while nodes:
        node = nodes.pop()
        if id(node) in seen:  # an alias may point back to its parent
            continue
        seen.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            nodes.extend(node.value)
        elif isinstance(node, yaml.MappingNode):
            keys = [key.value for key, _ in node.value if isinstance(key, yaml.ScalarNode)]
            for key in keys:
                if keys.count(key) > 1:
                    raise bad(name, key, f"stands twice in the block at line {node.start_mark.line + 1}")
            nodes.extend(value for _, value in node.value)


def _built(model: type[Model], data: dict[str, object], name: str) -> Model:
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise _sentence(error, name) from error


def _sentence(error: ValidationError, name: str) -> BadFramework:
    """The first fault, in words a person who edits the file can use, and how many more there are."""
    faults = error.errors(include_url=False)
    first = faults[0]
    limits = first.get("ctx", {})
    complaint = {
        "missing": "is missing",
        "extra_forbidden": "is not a key that belongs here",
        "string_type": "needs text",
        "string_too_short": "needs text",
        "tuple_type": "needs a list",
        "dict_type": "needs keys and values",
        "model_type": "needs keys and values",
        "too_short": f"needs at least {limits.get('min_length')} entries",
        "too_long": f"can hold at most {limits.get('max_length')} entries",
        "enum": f"must be {limits.get('expected')}",
    }.get(first["type"], f"is not right ({first['msg'].lower()})")
    key = ", ".join(f"entry {part + 1}" if isinstance(part, int) else part for part in first["loc"] if part != "[key]")
    more = len(faults) - 1
    return bad(name, key, complaint + (f" (and there {either(more, 'is', 'are')} {more} more)" if more else ""))
