# mappings.py -- `l4 mappings`: the tree of a page: who has it from whom, where, and with which rights.
# Source: kernel/memory/mapping_node.hpp, kernel/memory/mapping_database.hpp.

from typing import Iterator, NamedTuple

import gdb

from l4 import ids
from l4.command import command, nothing, tasks
from l4.kernel import Problem, constant, in_window, object_in, read, read_physical, type_of, variable, words_of
from l4.pages import page_at
from l4.source import DIRECT_WINDOW, LARGE_PAGE_SIZE, PAGE_SIZE, USER_SPACE_END
from l4.space import parse_address, physical_address, space_named
from l4.tasks import directory_of, task_entry
from l4.text import as_hex, as_size

NODES_MAX = 5000
PIECES = LARGE_PAGE_SIZE // PAGE_SIZE


class Node(NamedTuple):
    """A mapping node as it was when it was read."""
    pointer: int
    value: gdb.Value

    @classmethod
    def at(cls, pointer: int) -> "Node":
        if pointer < DIRECT_WINDOW:  # nodes lie in the pool, roots in the kernel image
            raise Problem(f"{as_hex(pointer)} should point to a mapping node, and does not.")
        return cls(pointer, object_in(read(pointer, type_of("MappingNode").sizeof), "MappingNode"))

    def link(self, *names: str) -> int:
        """The pointer that a field holds."""
        value = self.value
        for name in names:
            value = value[name]
        return int(value["raw_"])

    @property
    def task(self) -> int:
        return int(self.value["name"]["word_"]) % PAGE_SIZE

    @property
    def page(self) -> int:
        return int(self.value["name"]["word_"]) & -PAGE_SIZE

    @property
    def is_large(self) -> bool:
        return not int(self.value["word_"]) & constant("MappingNode::small_bit")

    @property
    def size(self) -> int:
        return LARGE_PAGE_SIZE if self.is_large else PAGE_SIZE

    @property
    def frame(self) -> int:
        return int(self.value["word_"]) & -PAGE_SIZE


def siblings(head: int) -> Iterator[Node]:
    """The nodes of one list. Raises Problem where it is broken."""
    pointer = head
    for _ in range(NODES_MAX):
        if pointer == 0:
            return
        node = Node.at(pointer)
        yield node
        pointer = node.link("link", "next")
        if pointer == head:
            return
        if pointer == 0 or Node.at(pointer).link("link", "previous") != node.pointer:
            raise Problem(f"The list of children is broken behind the node at {as_hex(node.pointer)}, of "
                          f"{ids.task_label(node.task)}: next and previous do not fit together.")
    raise Problem("A list of children goes in a circle that does not come back to its first node.")


def children_of(children: int, pieces: int, frame: int, is_large: bool) -> Iterator[Node]:
    """What was derived from a node that a frame is part of."""
    yield from siblings(children)
    if is_large and pieces:
        place = in_window(pieces) + frame // PAGE_SIZE % PIECES * 4
        yield from siblings(words_of(read_physical(place, 4))[0])


def tree(frame: int) -> Iterator[tuple[int, Node]]:
    """Depth and node of all that was derived from sigma0's mapping and holds this frame."""
    root = variable("roots")[frame // LARGE_PAGE_SIZE]
    waiting = [(1, node) for node in children_of(int(root["children"]["raw_"]), int(root["pieces"]["raw_"]),
                                                 frame, True)][::-1]
    seen: set[int] = set()
    while waiting and len(seen) < NODES_MAX:
        depth, node = waiting.pop()
        if node.pointer in seen:
            raise Problem(f"Here the tree goes in a circle: it comes back to the node at {as_hex(node.pointer)}, of "
                          f"{ids.task_label(node.task)}.")
        seen.add(node.pointer)
        yield depth, node
        waiting += [(depth + 1, child) for child in children_of(
            node.link("children"), node.link("pieces"), frame, node.is_large)][::-1]
    if waiting:
        raise Problem(f"There are more than {NODES_MAX:,} nodes; the rest is not shown.")


def where_in(node: Node, frame: int) -> int:
    """The address at which a node's task sees the frame."""
    return node.page + (frame - node.frame) % node.size if node.is_large else node.page


def rights_of(node: Node, frame: int) -> str:
    """What the page tables of its task say, which is what counts."""
    page = page_at(directory_of(task_entry(node.task)), where_in(node, frame))
    if page is None or page.frame + (where_in(node, frame) - page.address) != frame:
        return "not in its page tables"
    return page.rights


@command("mappings", nothing, tasks)
def show_mappings(address: str, task: str = "") -> Iterator[str]:
    """The tree of the page at an address: who has it from whom.

    Without TASK the address is one of the space that the processor is in. With "physical" in the place of
    TASK it is the address of a frame. sigma0 owns all memory, so it stands at every root."""
    where = parse_address(address) & -PAGE_SIZE
    if task == "physical":
        frame = where
    elif where >= USER_SPACE_END:
        raise Problem(f"{as_hex(where)} is an address of the kernel. Its memory is in no tree: nobody can map it.")
    else:
        name, directory = space_named(task)
        frame = physical_address(where, name, directory)
    yield f"frame {as_hex(frame)}"
    yield f"  {ids.task_label(ids.SIGMA0)} owns it at {as_hex(frame)}"
    for depth, node in tree(frame):
        here = "  ←" if task != "physical" and directory == directory_of(task_entry(node.task)) \
            and where_in(node, frame) == where else ""
        yield (f"  {'  ' * depth}{ids.task_label(node.task)} at {as_hex(where_in(node, frame))}, "
               f"{as_size(node.size)}, {rights_of(node, frame)}{here}")
