// shortage.cpp -- the kernel's memory runs out: an error for the caller, and nothing half done.
// The kernel has one megabyte here, so a few hundred page tables, threads or tasks are enough.
#include "tests/conformance/guests/servant.hpp"
#include "user/lib/message_buffer.hpp"
#include "user/lib/program.hpp"

namespace kumquat::user {

namespace {

constexpr uint32_t table_span = 4u << 20, region = 0x40000000, most = 500;
constexpr TaskNumber victim{child_a.value + 1}, spare{child_a.value + 2};
const Fpage everything = Fpage::whole_space();
uint32_t sender_result, receiver_result;

/// Lend a page of ours to where the victim needs a page table more.
bool lend_far(uint32_t number) {
    expect(victim, pages_into(everything));
    sender_result = ipc(send_fpage, nothing_to_receive, send_10_ms, child_id(victim),
                        region + number * table_span, writable(arena_page(0)).word())
                        .dope.word();
    receiver_result = received_by(victim).eax;
    return receiver_result == 0x4002;
}

/// Lend until there is no memory. \return  how many page tables there was memory for
uint32_t lend_all() {
    uint32_t count = 0;
    while (count < most && lend_far(count)) {
        ++count;
    }
    return count;
}

void tables() {
    is_missing(victim, attic_page(3));  // so that all that it needs to look is there
    const uint32_t count = lend_all();
    claim_that("code.7 call.4", "page tables come to an end",
               count > 10 && count < most);
    claim("code.7 code.13", "the sender gets 0x70", 0x70, sender_result);
    claim("code.7 ipc.reg.5", "the receiver 0x60, and the message", 0x4060,
          receiver_result);
    claim("ipc.reg.5", "with its words", writable(arena_page(0)).word(),
          received_by(victim).ebx);
    claim("ipc.reg.5", "and its sender", main_thread().low(), received_by(victim).esi);
    claim_that(
        "xfer.map.7", "what was mapped before stays",
        shows(victim, region, word_at(arena_page(0))) &&
            shows(victim, region + (count - 1) * table_span, word_at(arena_page(0))));
    static MessageBuffer<6, 0> message;
    message.word[2] = region + count * table_span;
    message.word[3] = writable(arena_page(0)).word();
    message.word[4] = region + 2 * page_size;
    message.word[5] = writable(arena_page(0)).word();
    static MessageBuffer<6, 0> inbox;
    inbox.window = everything;
    expect(victim, inbox.to_fill());
    sender_result =
        ipc(message.to_send(SendDescriptor::map_bit), nothing_to_receive, send_10_ms,
            child_id(victim), region + page_size, writable(arena_page(0)).word())
            .dope.word();
    claim("xfer.map.7 code.7", "of three fpages the second needs a table: 0x70", 0x70,
          sender_result);
    claim("xfer.map.7 code.7", "and 0x60", 0x60, received_by(victim).eax & 0xF0);
    claim_that("xfer.map.7", "the first is mapped",
               shows(victim, region + page_size, word_at(arena_page(0))));
    end_child(victim);
}

/// Nodes of the mapping database come and go by the hundred, and the frames that hold them too.
void nodes_come_back() {
    constexpr uint32_t pages = 256, rounds = 300;
    for (uint32_t i = 0; i < pages; ++i) {
        fill_page(arena_page(i), i);
    }
    start_servants(2);
    uint32_t failed = 0;
    for (uint32_t round = 0; round < rounds; ++round) {
        const uint32_t eax = map_to(victim, everything, attic,
                                    Fpage::make(arena_page(0), 20, Fpage::write_bit));
        failed += eax == 0x4002 ? 0 : 1;
        fpage_unmap(Fpage::make(arena_page(0), 20), UnmapMask::remove_elsewhere);
    }
    claim("map.9 code.7", "256 pages are lent and taken back 300 times", 0, failed);
    end_child(victim);
}

/// Tasks with page tables of their own come and go.
void page_tables_come_back() {
    constexpr uint32_t rounds = 200;
    uint32_t failed = 0;
    for (uint32_t round = 0; round < rounds; ++round) {
        failed += start_child(spare, sleep_for_ever).is_nil() ? 1 : 0;
        sleep(receive_2_ms);
        end_child(spare);
    }
    claim("task.15", "200 tasks run one after the other", 0, failed);
}

bool exists(ThreadId thread) { return code_of(send(thread, 0, 0, both_zero)) != 0x10; }

/// Create tasks until there is no memory. They must not run: their first fault would ask for
/// memory again and again. \return  how many there was memory for
uint32_t create_all() {
    uint32_t count = 0;
    while (count < most) {
        const ThreadId id =
            create_task({500 + count}, address_of(sleep_for_ever), 0, pager(), 255);
        if (id.is_nil()) {
            break;
        }
        set_priority(id, 1);
        ++count;
    }
    return count;
}

void threads_and_tasks() {
    const uint32_t tasks = create_all();
    claim_that("task.16 call.4", "tasks come to an end", tasks > 10 && tasks < most);
    CallRegisters r{255,
                    0,
                    address_of(sleep_for_ever),
                    pager().low(),
                    pager().high(),
                    ThreadId::Task::set(0, 500 + tasks),
                    0};
    raw_task_new(&r);
    claim("task.16", "then task_new gives EAX = -1", 0xFFFFFFFF, r.eax);
    claim_that("task.16", "and nil", r.esi == 0 && r.edi == 0);
    uint32_t threads = 20;
    while (threads < 120 && start_thread(threads, address_of(sleep_for_ever),
                                         helper_stack(1), sigma0_id)) {
        ++threads;
    }
    claim_that("exregs.14 call.4", "threads come to an end", threads < 120);
    CallRegisters thread{
        threads,         helper_stack(1), address_of(sleep_for_ever), 7, 8,
        sigma0_id.low(), sigma0_id.high()};
    raw_lthread_ex_regs(&thread);
    claim("exregs.14", "then lthread_ex_regs gives EAX = -1", 0xFFFFFFFF, thread.eax);
    claim_that("exregs.14 id.lookup.2", "and there is no such thread",
               !exists(helper(threads)));
    for (uint32_t i = 0; i < tasks; ++i) {
        delete_task({500 + i}, root_task);
    }
    claim_that(
        "task.15 task.16", "when tasks are deleted there is memory again",
        !create_task(spare, address_of(sleep_for_ever), 0, pager(), 255).is_nil());
    delete_task(spare, root_task);
    const uint32_t again = create_all();
    claim_that("task.15", "for as many tasks as before", again + 2 >= tasks);
}

}  // namespace

}  // namespace kumquat::user

extern "C" void program_main(uint32_t, uint32_t) {
    using namespace kumquat::user;
    begin_claims();
    start_servants(2);
    fill_page(arena_page(0), 0xA00);
    tables();
    nodes_come_back();
    page_tables_come_back();
    threads_and_tasks();
    finish_claims();
}
