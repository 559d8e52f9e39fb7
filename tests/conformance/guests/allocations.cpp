// allocations.cpp -- one program asks for every kind of memory that the kernel has to give.
// Any of its calls may fail for want of memory: then the answer is the one that the specification
// names, nothing has changed, and the same call works when there is memory again. Nobody fails here
// unless the kernel's options failalloc=K and failcount=N let allocations fail: the sweep of
// tests/failalloc does so for every K. If memory has run out for good, a task that was created for
// that is given up: what it had is enough for all that follows.
#include "tests/conformance/guests/children.hpp"
#include "user/lib/message_buffer.hpp"
#include "user/lib/program.hpp"
#include "user/lib/spaces.hpp"

namespace kumquat::user {

namespace {

constexpr TaskNumber grandchild{child_a.value + 30};
constexpr uint32_t pages = 256, size_of_a_page_table = 4u << 20;
constexpr uint32_t attic = 0x20000000, far = 0x40000000;
constexpr uint32_t strings = 0x30000000 - page_size, string_bytes = 2 * page_size;
constexpr uint32_t large = 0x00800000, large_there = 0x60000000, crooked = 0x64000000;
const Fpage everything = Fpage::whole_space();

/// What came of a call.
enum class Answer { done, no_memory, wrong };

uint32_t failures = 0;           // for want of memory
volatile uint32_t progress = 0;  // grows while the main thread gets on

/// Make a call, and if memory lacked make it again. \return  whether it worked then
template <typename Call>
bool works(Call call) {
    constexpr uint32_t most_tries = 4;
    Answer answer = call();
    for (uint32_t i = 1; i < most_tries && answer == Answer::no_memory; ++i) {
        ++failures;
        sleep(receive_10_ms);  // who frees memory has his turn
        answer = call();
    }
    progress = progress + 1;
    return answer == Answer::done;
}

bool exists(ThreadId thread) { return code_of(send(thread, 0, 0, both_zero)) != 0x10; }

// What is given up if memory has run out: a task with many page tables.

constexpr TaskNumber reserve{child_a.value + 3};
constexpr uint32_t tables = 45, first_table = 0x80000000;
constexpr uint32_t rescuer = 1, rescuer_priority = 60;

void touch_tables() {
    for (uint32_t i = 0; i < tables; ++i) {
        word_at(first_table + i * size_of_a_page_table) = 0;
    }
    send(main_thread(), 0, 0, wait_for_ever);
    sleep_for_ever();
}

FaultReply lend_for_reserve(const IpcResult& fault) {
    const uint32_t page = Fpage::align(fault.w0, page_order);
    return reply_page(page, arena_page(pages), Fpage::write_bit);
}

/// Above all others: does a call fail, or nothing go on? (Page faults are tried again and again.)
void rescue() {
    receive(main_thread(), wait_for_ever);  // until there is something to give up
    for (uint32_t before = 0; failures == 0 && before != progress;) {
        before = progress;
        sleep(receive_2_ms);
    }
    end_child(reserve);
    sleep_for_ever();
}

/// Requires: there is memory.
void make_reserve() {
    start(rescuer, rescue);
    set_priority(helper(rescuer), rescuer_priority);
    fill_page(arena_page(pages), 0);
    set_fault_handler(lend_for_reserve);
    start_child(reserve, touch_tables);
    receive(child_id(reserve), wait_for_ever);
    set_fault_handler(nullptr);
    progress = 1;
    print("There is a reserve.\n");
    send(helper(rescuer), 0, 0, wait_for_ever);
}

// Children: each reports what the last message brought, and waits for the next.

constexpr uint32_t most_words = 6;
using Message = MessageBuffer<most_words, 1>;
struct Desk {
    Message inbox;
    Code code = nullptr;   // to be run once; nullptr: nothing
    uint32_t address = 0;  // peek
    uint32_t result = 0;   // what the code says, instead of the message's dope
};
constinit Desk desks[child_count];

Desk& desk_of(TaskNumber task) { return desks[task.value - child_a.value]; }

void child_main() {
    Desk& desk = desk_of(myself().task());
    desk.inbox.window = everything;
    uint32_t report = 0;
    for (;;) {
        report = ipc(send_registers, desk.inbox.to_fill(), wait_for_ever, main_thread(),
                     report, 0)
                     .dope.word();
        if (desk.code != nullptr) {
            desk.code();
            report = desk.result;
        }
    }
}

Answer create(TaskNumber task) {
    CallRegisters r{255,
                    child_stack(task),
                    address_of(child_main),
                    pager().low(),
                    pager().high(),
                    ThreadId::Task::set(0, task.value),
                    0};
    raw_task_new(&r);
    if (r.eax == 0 && ThreadId{r.esi, r.edi} == child_id(task)) {
        return receive(child_id(task), wait_for_ever).ok() ? Answer::done
                                                           : Answer::wrong;
    }
    const bool is_refused = r.eax == 0xFFFFFFFF && r.esi == 0 && r.edi == 0;
    return is_refused && !exists(child_id(task)) ? Answer::no_memory : Answer::wrong;
}

/// A message to a child. \param dope  that it is to find
Answer
give(TaskNumber child, SendDescriptor what, uint32_t w0, uint32_t w1, uint32_t dope) {
    const IpcResult mine =
        ipc(what, from_partner, wait_for_ever, child_id(child), w0, w1);
    if (mine.ok()) {
        return mine.w0 == dope ? Answer::done : Answer::wrong;
    }
    const IpcResult report = receive(child_id(child), wait_for_ever);
    return code_of(mine) == 0x70 && (report.w0 & 0xF0) == 0x60 ? Answer::no_memory
                                                               : Answer::wrong;
}

bool lends(TaskNumber child, uint32_t hot_spot, Fpage fpage) {
    constexpr uint32_t dope_mapped = 0x4002;
    return works(
        [=] { return give(child, send_fpage, hot_spot, fpage.word(), dope_mapped); });
}

/// Let a child run something. \return  what that says
uint32_t run_in(TaskNumber child, Code code) {
    desk_of(child).code = code;
    const uint32_t result = call(child_id(child), 0, 0).w0;
    desk_of(child).code = nullptr;
    progress = progress + 1;
    return result;
}

void peek() {
    Desk& desk = desk_of(myself().task());
    desk.result = word_at(desk.address);
}

/// What a child finds at an address.
uint32_t seen_by(TaskNumber child, uint32_t address) {
    desk_of(child).address = address;
    return run_in(child, peek);
}

bool sees_arena(TaskNumber child, uint32_t begin) {
    uint32_t right = 0;
    for (uint32_t i = 0; i < pages; i += 15) {
        right += seen_by(child, begin + i * page_size) == 0xA000 + i ? 1 : 0;
    }
    return right == (pages + 14) / 15;
}

/// For the strings of a child: pages that nobody else uses.
FaultReply lend_for_strings(const IpcResult& fault) {
    const uint32_t offset = (fault.w0 & ~(page_size - 1)) - strings;
    if (offset >= string_bytes) {
        return {};
    }
    return reply_page(strings + offset, arena_page(pages) + offset, Fpage::write_bit);
}

void threads_of_child() {
    constexpr uint32_t first = 2, last = 40;  // two of them share a frame
    Desk& desk = desk_of(myself().task());
    desk.result = 0;
    for (uint32_t i = first; i <= last; i += 2) {
        const bool is_there = works([i] {
            const ThreadId thread = myself().with_lthread(i);
            CallRegisters r{
                i, 0, address_of(sleep_for_ever), 7, 8, pager().low(), pager().high()};
            r.ecx = child_stack(myself().task()) - page_size / 2;
            raw_lthread_ex_regs(&r);
            if (r.eax == 0xFFFFFFFF) {
                return exists(thread) ? Answer::wrong : Answer::no_memory;
            }
            return exists(thread) ? Answer::done : Answer::wrong;
        });
        desk.result += is_there ? 0 : 1;
    }
}

void task_of_child() {
    Desk& desk = desk_of(myself().task());
    desk.result = works([] {
        const ThreadId id = create_task(grandchild, address_of(sleep_for_ever),
                                        child_stack(child_c), pager(), 255);
        return id.is_nil() ? Answer::no_memory : Answer::done;
    });
}

// The tour.

void memory_of_sigma0() {
    for (uint32_t i = 0; i < pages + string_bytes / page_size; ++i) {
        fill_page(arena_page(i), 0xA000 + i);
        progress = progress + 1;
    }
    claim_that("sigma0.3 code.7", "sigma0 lends 4 MB", works([] {
                   const IpcResult got =
                       ipc(send_registers, pages_into(Fpage::make(large, 22)),
                           wait_for_ever, sigma0_id, large | 1, 22 << 2);
                   return code_of(got) == 0x60 ? Answer::no_memory
                          : got.ok()           ? Answer::done
                                               : Answer::wrong;
               }));
    for (uint32_t offset = 0; offset < size_of_a_page_table; offset += page_size) {
        word_at(large + offset) = 0xB000 + offset / page_size;
    }
}

void tasks_and_threads() {
    claim_that("task.16", "a task is created, at the second try if memory lacks",
               works([] { return create(child_a); }) &&
                   works([] { return create(child_b); }));
    claim("exregs.14", "so are its threads", 0, run_in(child_a, threads_of_child));
    delete_task(grandchild, child_a);
    claim("task.16", "and a task of its own", 1, run_in(child_a, task_of_child));
    uint32_t far_tasks = 0;
    for (uint32_t number = 600; number < 1000; number += 100) {
        const ThreadId id = ThreadId::make({number}, 0, root_task);
        const bool is_nobody = !exists(id) && !exists(id.with_lthread(100));
        far_tasks += is_nobody && works([number] {
                         return create_task({number}, 0, 0, pager(), 255).is_nil()
                                    ? Answer::no_memory
                                    : Answer::done;
                     });
        delete_task({number}, root_task);
        far_tasks -= exists(id) ? 1 : 0;
    }
    claim("task.16 id.lookup.2", "and tasks with far away numbers", 4, far_tasks);
}

void small_pages() {
    static Message message;
    for (uint32_t i = 0; i < 3; ++i) {
        message.word[2 * i] = far + i * size_of_a_page_table;
        message.word[2 * i + 1] =
            Fpage::make(arena_page(i), page_order, Fpage::write_bit).word();
    }
    message.send = MessageDope::make(most_words, 0);
    claim_that("code.7 xfer.map.7", "three fpages, each with a page table", works([] {
                   return give(child_a, message.to_send(SendDescriptor::map_bit),
                               message.word[0], message.word[1],
                               MessageDope::make(most_words, 0).word() | 2);
               }));
    claim("xfer.map.7", "are all there", 0xA002,
          seen_by(child_a, far + 2 * size_of_a_page_table));
    const Fpage arena_fpage = Fpage::make(arena, 20, Fpage::write_bit);
    claim_that("code.7 map.9", "256 pages in one fpage",
               lends(child_a, attic, arena_fpage) && sees_arena(child_a, attic));
    uint32_t lent = 0;
    for (uint32_t i = 0; i < pages; ++i) {
        lent += lends(child_b, attic + i * page_size,
                      Fpage::make(arena_page(i), page_order));
    }
    claim("code.7 map.9", "and one by one", pages, lent);
    claim_that("code.7 map.9", "they are there", sees_arena(child_b, attic));
    claim_that(
        "code.7 map.3", "a grant of 16 pages",
        lends(child_b, far,
              Fpage::make(arena_page(16), 16, Fpage::write_bit | Fpage::grant_bit)));
    claim("map.3", "moves them", 0xA01F, seen_by(child_b, far + 15 * page_size));
}

void large_pages() {
    const Fpage all = Fpage::make(large, 22, Fpage::write_bit);
    claim_that("code.7 place.5", "4 MB in one piece", lends(child_a, large_there, all));
    claim_that("code.7 size.2", "4 KB of them",
               lends(child_b, attic + pages * page_size,
                     Fpage::make(large + 0x5000, page_order)));
    claim("size.2", "the right ones", 0xB005,
          seen_by(child_b, attic + pages * page_size));
    claim_that(
        "code.7 occupied.4", "4 MB around a page that is there",
        lends(child_b, crooked + 0x7000, Fpage::make(arena_page(0), page_order)) &&
            lends(child_b, crooked, all));
    claim_that("occupied.4", "are there",
               seen_by(child_b, crooked + 0x7000) == 0xA000 &&
                   seen_by(child_b, crooked + 0x3FF000) == 0xB3FF);
    claim_that("code.7 map.3", "a grant of a page out of 4 MB",
               lends(child_b, attic + (pages + 1) * page_size,
                     Fpage::make(large + 0x6000, page_order,
                                 Fpage::write_bit | Fpage::grant_bit)));
    fpage_unmap(Fpage::make(large + 0x9000, page_order), UnmapMask::remove_elsewhere);
    claim("size.3", "and 4 MB without a page", 0xB00A,
          seen_by(child_a, large_there + 0xA000));
}

void long_message() {
    static Message message;
    message.send = MessageDope::make(2, 1);
    message.string[0] = {string_bytes, arena_page(32), 0, 0};
    desk_of(child_a).inbox.string[0] = {0, 0, string_bytes, strings};
    set_fault_handler(lend_for_strings);
    claim_that("code.7 xfer.map.7", "a string to where two page tables lack", works([] {
                   return give(child_a, message.to_send(), 1, 2,
                               MessageDope::make(2, 1).word());
               }));
    claim("xfer.map.7", "arrives", 0xA021, seen_by(child_a, strings + page_size));
}

void end() {
    end_child(reserve);
    claim_that("task.15", "what was created can be deleted",
               end_child(child_a) && end_child(child_b) && !exists(child_id(child_a)) &&
                   !exists(child_id(child_b)));
    claim_that("task.3", "with the tasks of its tasks",
               !exists(ThreadId::make(grandchild, 0, child_a)));
}

}  // namespace

}  // namespace kumquat::user

extern "C" void program_main(uint32_t, uint32_t) {
    using namespace kumquat::user;
    begin_claims();
    while (!exists(pager())) {
        start_pager();
    }
    make_reserve();
    memory_of_sigma0();
    tasks_and_threads();
    small_pages();
    large_pages();
    long_message();
    end();
    print_decimal(failures);
    print(" calls had no memory\n");
    finish_claims();
}
