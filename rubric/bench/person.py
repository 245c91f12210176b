"""One person at a served page: what their browser would send over the websocket, and what it is sent back."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from time import perf_counter

from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.Common_pb2 import StringArray
from streamlit.proto.Delta_pb2 import Delta
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException
from websockets.typing import Origin, Subprotocol

from rubric.errors import NotServed
from rubric.ui.app.serve import ADDRESS

PATIENCE = 60.0  # seconds for one answer


@dataclass(frozen=True)
class Place:
    """A page by its path, what its address says is open there, and how the label of what is changed on it begins."""

    page: str = ""
    address: str = ""
    label: str = ""


@dataclass(frozen=True)
class Widget:
    """Something that can be changed: its values in their order, and which it was drawn with (-1: with none)."""

    id: str
    values: tuple[bool | str, ...]
    drawn: int


@dataclass
class Person:
    """One session. `widgets` holds what the last run drew, by label; `kinds` names all sorts of elements it drew.

    `first_ms` is how long the page took to be drawn first, from the moment the connection stood."""

    place: Place
    _connection: ClientConnection
    widgets: dict[str, Widget] = field(default_factory=dict)
    kinds: set[str] = field(default_factory=set)
    first_ms: float = 0.0
    _chosen: int | None = None

    async def look(self) -> float:
        """Have the page drawn as it stands. Out: milliseconds. NotServed where the page does not come whole."""
        return await self._answered(WidgetStates())

    async def change(self) -> float:
        """Change the place's widget to its next value. Out: milliseconds until the page is drawn whole again.

        NotServed where the page has no such widget, or does not come whole.
        """
        named = (widget for label, widget in self.widgets.items() if label.startswith(self.place.label))
        widget = next(named, None)
        if widget is None:
            raise NotServed(f"The page “{self.place.page}” has no “{self.place.label}” that could be changed.")
        self._chosen = ((widget.drawn if self._chosen is None else self._chosen) + 1) % len(widget.values)
        value = widget.values[self._chosen]
        state = WidgetState(id=widget.id)
        if isinstance(value, bool):
            state.bool_value = value
        else:
            state.string_array_value.CopyFrom(StringArray(data=[value]))
        return await self._answered(WidgetStates(widgets=[state]))

    async def _answered(self, states: WidgetStates) -> float:
        asked = ClientState(query_string=self.place.address, page_name=self.place.page, widget_states=states)
        self.widgets, self.kinds = {}, set()
        start = perf_counter()
        try:
            async with asyncio.timeout(PATIENCE):
                await self._connection.send(BackMsg(rerun_script=asked).SerializeToString())
                while not self._is_whole(await self._connection.recv(decode=False)):
                    pass
        except (TimeoutError, WebSocketException) as error:
            raise NotServed(f"The page “{self.place.page}” did not answer within {PATIENCE:.0f} seconds.") from error
        took = (perf_counter() - start) * 1000
        if self.kinds & {"exception", "error"}:
            raise NotServed(f"The page “{self.place.page}” shows an error.")
        return took

    def _is_whole(self, data: bytes) -> bool:
        """Take in a message; whether the page is drawn whole with it. A run cut off to draw anew is not."""
        message = ForwardMsg.FromString(data)
        kind = message.WhichOneof("type")
        if kind == "delta":
            self._see(message.delta)
        return kind == "script_finished" and bool(message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY)

    def _see(self, delta: Delta) -> None:
        element = delta.new_element
        kind: str = element.WhichOneof("type") or ""
        if kind == "alert" and element.alert.format == Alert.ERROR:
            kind = "error"
        self.kinds.add(kind)
        if kind == "checkbox":
            box = element.checkbox
            self.widgets[box.label] = Widget(box.id, (False, True), int(box.default))
        elif kind == "button_group":
            group = element.button_group
            values = tuple(option.content for option in group.options)
            self.widgets[group.label] = Widget(group.id, values, group.default[0] if group.default else -1)
        elif (opening := delta.add_block.expandable).id:
            self.widgets[opening.label] = Widget(opening.id, (False, True), int(opening.expanded))


@asynccontextmanager
async def person(port: int, place: Place) -> AsyncIterator[Person]:
    """A person who has opened the page, on this machine at this port. NotServed where it does not come."""
    try:
        connection = await connect(
            f"ws://{ADDRESS}:{port}/_stcore/stream",
            origin=Origin(f"http://{ADDRESS}:{port}"),
            subprotocols=[Subprotocol("streamlit")],
            max_size=None,
            open_timeout=PATIENCE,
            ping_interval=None,  # a server too busy to answer a ping is what is to be measured, not an error
        )
    except (OSError, WebSocketException) as error:
        raise NotServed(f"Nothing is served on port {port}.") from error
    async with connection:
        arrived = Person(place, connection)
        arrived.first_ms = await arrived.look()
        yield arrived
