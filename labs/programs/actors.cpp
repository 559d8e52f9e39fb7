// actors.cpp -- orders for other tasks. The program's memory is theirs, too, so an order is a function
// and what it looks at are variables of the program.
#include "labs/programs/actors.hpp"

extern "C" const uint8_t helper_begins[];

namespace kumquat::user {

namespace {

constexpr uint32_t stack_words = 256;
/// For each actor one, and one for what it tries. In the file, since the kernel of the test has written
/// there when the program begins.
[[gnu::section(".data")]] alignas(16) uint32_t
    actor_stacks[2 * actors_at_most][stack_words];

uint32_t address_of(const void* object) {
    return static_cast<uint32_t>(reinterpret_cast<uintptr_t>(object));
}

uint32_t* top_of(uint32_t stack) { return actor_stacks[stack] + stack_words - 1; }

struct Place {
    TaskNumber task;
    uint32_t chief;  // an actor, too; 0 is the main thread
} places[actors_at_most + 1] = {{root_task, 0}, {{5}, 0}, {{6}, 0}, {{7}, 0},
                                {{8}, 0},       {{9}, 0}, {{10}, 0}};
static_assert(root_task.value == 4);

/// Word 1 of an order: for whom it is.
constexpr uint32_t order_for = 0x0BE70000;

/// An actor that somebody has to say it to, so that another one hears it.
void send_order(uint32_t from, uint32_t number, uint32_t code) {
    uint32_t next = number;
    while (places[next].chief != from) {
        next = places[next].chief;
    }
    send(actor(next), code, order_for | number, sedately);
}

/// The actor whose stack this is.
uint32_t own_place() {
    const uint32_t stack =
        (address_of(__builtin_frame_address(0)) - address_of(actor_stacks)) /
        sizeof actor_stacks[0];
    return stack % actors_at_most + 1;
}

[[noreturn]] void obey() {
    const uint32_t me = own_place();
    for (;;) {
        CallRegisters r{.eax = SendDescriptor::nil_word,
                        .ebp = ReceiveDescriptor::open_bit};
        raw_ipc(&r);
        const uint32_t number = r.ebx ^ order_for;
        if (number == me) {
            reinterpret_cast<Code>(uintptr_t{r.edx})();
        } else if (number <= actors_at_most) {
            send_order(me, number, r.edx);
        } else {
            ++mail[me].count;
            mail[me].last = r;
        }
    }
}

// In the file, so that the kernel finds it there. Not const: the compiler must not know it.
[[gnu::used]] ActorStarts starts{
    {'K', 'U', 'M', 'Q', 'U', 'A', 'T', ' ', 'L', 'A', 'B', ' ', 'T', 'A', 'S', 'K'},
    helper_begins,
    obey,
    {actor_stacks[0] + stack_words - 1, actor_stacks[1] + stack_words - 1,
     actor_stacks[2] + stack_words - 1, actor_stacks[3] + stack_words - 1,
     actor_stacks[4] + stack_words - 1, actor_stacks[5] + stack_words - 1}};

// What the order of the moment is about.
struct {
    uint32_t from, to;
    Fpage what, window;
    uint32_t hot_spot;
} gift;
struct {
    Fpage fpage;
    uint32_t mask;
} unmapping;
struct {
    volatile uint32_t* address;
    uint32_t word;
    volatile bool worked;  // written behind the access, and no earlier
} touch;
Code tried;
ThreadId pager_of_tries = ThreadId::nil();

void accept_gift() {
    logged_ipc(nothing_to_send, pages_into(gift.window), wait_for_ever,
               actor(gift.from));
}

void hand_over() {
    logged_ipc(send_fpage, nothing_to_receive, wait_for_ever, actor(gift.to),
               gift.hot_spot, gift.what.word());
}

void unmap_now() { fpage_unmap(unmapping.fpage, unmapping.mask); }

void read_now() {
    touch.word = *touch.address;
    touch.worked = true;
}

void write_now() {
    *touch.address = touch.word;
    touch.worked = true;
}

void try_now() {
    uint32_t* const top = top_of(actors_at_most + own_place() - 1);
    *top = address_of(reinterpret_cast<const void*>(tried));
    start_thread(1, address_of(helper_begins), address_of(top), pager_of_tries);
}

void do_touch(uint32_t number, Code code, uint32_t address, uint32_t word) {
    touch.address = reinterpret_cast<volatile uint32_t*>(uintptr_t{address});
    touch.word = word;
    touch.worked = false;
    try_in(number, code);
    note(touch.worked ? 1 : 0);
    note(touch.worked ? touch.word : 0);
}

}  // namespace

Mail mail[actors_at_most + 1];

ThreadId actor(uint32_t number) {
    return number == 0 ? main_thread()
                       : ThreadId::make(places[number].task, 0, root_task);
}

void place_actor(uint32_t number, TaskNumber task, uint32_t chief) {
    places[number] = {task, chief};
}

void let(uint32_t number, Code code) {
    if (number == 0) {
        code();
    } else {
        send_order(0, number, address_of(reinterpret_cast<const void*>(code)));
    }
    let_others_run();
}

void try_in(uint32_t number, Code code) {
    tried = code;
    let(number, number == 0 ? code : try_now);
}

void set_pager(ThreadId pager) { pager_of_tries = pager; }

void give(uint32_t from, uint32_t to, Fpage what, uint32_t hot_spot, Fpage window) {
    gift = {from, to, what, window, hot_spot};
    let(to, accept_gift);
    let(from, hand_over);
}

void lend(uint32_t from, uint32_t source, uint32_t to, uint32_t place, uint32_t flags) {
    give(from, to, Fpage::make(source, page_order, flags), place, Fpage::whole_space());
}

void take_back(uint32_t number, Fpage fpage, uint32_t mask) {
    unmapping = {fpage, mask};
    let(number, unmap_now);
}

void read_word(uint32_t number, uint32_t address) {
    do_touch(number, read_now, address, 0);
}

void write_word(uint32_t number, uint32_t address, uint32_t word) {
    do_touch(number, write_now, address, word);
}

uint32_t actor_of_stack(uint32_t address) {
    const uint32_t place =
        (address - address_of(actor_stacks)) / sizeof actor_stacks[0];
    return place < 2 * actors_at_most
               ? places[1 + place % actors_at_most].task.value * threads_per_task +
                     place / actors_at_most
               : 0;
}

}  // namespace kumquat::user
