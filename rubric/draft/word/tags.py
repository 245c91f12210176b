"""What a template's tags may do: name fields, loop over lists, leave things out. Nothing else is run.

A template is somebody's file, and Jinja is a programming language, so the tags are read before anything is run and
only a small part of the language is let through. Loops inside loops may only go through the current item of the outer
loop, so that no template, however made, takes longer than the draft is long.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from jinja2 import nodes

_FILTERS = {"capitalize", "count", "default", "e", "escape", "length", "lower", "title", "trim", "upper"}
_COUNTS = {"count", "length"}
_LOOP = {"index": 0, "index0": 0, "revindex": 0, "revindex0": 0, "first": 0, "last": 0, "length": 0}
_PLAIN = (nodes.And, nodes.Or, nodes.Not, nodes.Compare, nodes.Operand, nodes.CondExpr)
_UNKNOWN: Any = object()  # the shape of a field that does not exist: reported once, then let be


@dataclass
class TagCheck:
    """Reads template trees against a shape (see `fields.SHAPE`), and collects their faults.

    `unknown` are fields that do not exist, as the template writes them; `refused` describes in a few words each what
    else the template tries to do. `used` are the existing fields it asks for, in full: "strengths.entries".
    """

    shape: dict[str, Any]
    unknown: dict[str, None] = field(default_factory=dict)
    refused: dict[str, None] = field(default_factory=dict)
    used: dict[str, None] = field(default_factory=dict)
    _full: dict[str, str] = field(default_factory=dict)  # by loop variable: the full name of the list

    def read(self, tree: nodes.Template) -> None:
        """Check one part of a template; RecursionError where its tags are nested too deep."""
        self._statements(tree.body, dict(self.shape), loop="")

    def _statements(self, body: Iterable[nodes.Node], scope: dict[str, Any], loop: str) -> None:
        for node in body:
            if isinstance(node, nodes.Output):
                self._output(node, scope)
            elif isinstance(node, nodes.If):
                self._value(node.test, scope)
                for branch in (node.body, node.elif_, node.else_):
                    self._statements(branch, scope, loop)
            elif isinstance(node, nodes.For):
                self._loop(node, scope, loop)
            else:
                self._refuse(node)

    def _output(self, node: nodes.Output, scope: dict[str, Any]) -> None:
        for part in node.nodes:
            if isinstance(part, nodes.TemplateData):
                continue
            shape = self._value(part, scope)
            if isinstance(shape, dict | list):
                self.refused[f"writes out the whole of {_as_written(part)}"] = None

    def _loop(self, node: nodes.For, scope: dict[str, Any], loop: str) -> None:
        shape = self._value(node.iter, scope)
        if not isinstance(node.target, nodes.Name) or node.recursive:
            self._refuse(node)
            return
        inner = _UNKNOWN
        if isinstance(shape, list):
            inner = shape[0]
        elif shape is not _UNKNOWN:
            self.refused[f"loops over {_as_written(node.iter)}, which is not a list"] = None
        if loop and _root(node.iter) != loop:
            self.refused[f"loops over {_as_written(node.iter)} inside another loop"] = None
        name = node.target.name
        outer = self._full.get(name)
        self._full[name] = self._name(node.iter)
        within = {**scope, name: inner, "loop": _LOOP}
        if node.test is not None:
            self._value(node.test, within)
        self._statements(node.body, within, name)
        if outer is None:
            del self._full[name]
        else:
            self._full[name] = outer
        self._statements(node.else_, scope, loop)

    def _value(self, node: nodes.Node, scope: dict[str, Any]) -> Any:
        """The shape of an expression's result; its faults are collected."""
        if isinstance(node, nodes.Const):
            return ""
        if isinstance(node, nodes.Name):
            return self._field_shape(node, scope, node.name)
        if isinstance(node, nodes.Getattr):
            return self._field_shape(node, self._value(node.node, scope), node.attr)
        if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
            return self._field_shape(node, self._value(node.node, scope), node.arg.value)
        if isinstance(node, nodes.Filter) and node.name in _FILTERS and node.node is not None:
            shape = self._value(node.node, scope)
            self._parts([*node.args, *(pair.value for pair in node.kwargs)], scope)
            return 0 if node.name in _COUNTS else shape
        if isinstance(node, nodes.Test) and node.name in {"defined", "none"}:
            self._value(node.node, scope)
            return 0
        if isinstance(node, _PLAIN):
            self._parts(node.iter_child_nodes(), scope)
            return 0 if isinstance(node, nodes.Compare | nodes.Not) else ""
        self._refuse(node)
        return _UNKNOWN

    def _parts(self, parts: Iterable[nodes.Node], scope: dict[str, Any]) -> None:
        for part in parts:
            self._value(part, scope)

    def _field_shape(self, node: nodes.Node, shape: Any, name: str) -> Any:
        if shape is _UNKNOWN:
            return _UNKNOWN
        if isinstance(shape, dict) and name in shape:
            if shape is not _LOOP and name != "loop":
                self.used[self._name(node)] = None
            return shape[name]
        self.unknown[_as_written(node)] = None
        return _UNKNOWN

    def _name(self, node: nodes.Node) -> str:
        """The field's full name, with a loop variable replaced by the list that the loop goes through."""
        first, _, rest = _as_written(node).partition(".")
        return ".".join(filter(None, (self._full.get(first, first), rest)))

    def _refuse(self, node: nodes.Node) -> None:
        self.refused[f"uses “{_KINDS.get(type(node).__name__, type(node).__name__.lower())}”"] = None


# How Jinja's own names for things would be said by somebody who writes templates.
_KINDS = {
    "Call": "a function call",
    "Assign": "set",
    "AssignBlock": "set",
    "Getitem": "an index",
    "Mul": "*",
    "Add": "+",
}


def _as_written(node: nodes.Node) -> str:
    """The field as the template writes it: "strengths.entries"."""
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        return f"{_as_written(node.node)}.{node.attr}"
    if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
        return f"{_as_written(node.node)}.{node.arg.value}"
    return type(node).__name__.lower()


def _root(node: nodes.Node) -> str:
    while isinstance(node, nodes.Getattr | nodes.Getitem):
        node = node.node
    return node.name if isinstance(node, nodes.Name) else ""
