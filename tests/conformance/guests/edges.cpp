// edges.cpp -- calls with a stack that is nowhere, and other things that nobody should do.
#include "tests/conformance/guests/children.hpp"
#include "tests/conformance/guests/first_registers.hpp"
#include "user/lib/message_buffer.hpp"
#include "user/lib/program.hpp"

namespace kumquat::user {

namespace {

/// A call whose stack pointer leads nowhere: the kernel must not use it.
#define CALL_WITHOUT_STACK(vector, eax_in, esi_in, esp_in)                             \
    ({                                                                                 \
        uint32_t result = (eax_in), esi_word = (esi_in), esp_after;                    \
        asm volatile("movl %%esp, saved_esp_word\n\t"                                  \
                     "movl %%ebp, saved_ebp_word\n\t"                                  \
                     "movl %[esp], %%esp\n\t"                                          \
                     "movl $-1, %%ebp\n\t"                                             \
                     "int %[number]\n\t"                                               \
                     "movl %%esp, %%edi\n\t"                                           \
                     "movl saved_esp_word, %%esp\n\t"                                  \
                     "movl saved_ebp_word, %%ebp"                                      \
                     : "+a"(result), "+S"(esi_word), "=&D"(esp_after)                  \
                     : [esp] "i"(esp_in), [number] "i"(vector), "c"(0x11), "d"(-1),    \
                       "b"(0)                                                          \
                     : "memory", "cc");                                                \
        CallResult{result, esi_word, esp_after};                                       \
    })

struct CallResult {
    uint32_t eax, esi, esp;
};

}  // namespace

extern "C" {
uint32_t saved_esp_word, saved_ebp_word;
}

namespace {

void stacks_that_are_nowhere() {
    const CallResult nearest = CALL_WITHOUT_STACK(0x31, 0, 0, 0);
    claim("call.3", "id_nearest needs no stack", root_id.low(), nearest.esi);
    claim("call.2 call.3", "and leaves the bad one as it was", 0, nearest.esp);
    const CallResult top = CALL_WITHOUT_STACK(0x30, 0xFFFFFFFF, 0, 0xFFFFFFFC);
    claim("call.3", "ipc needs none", 0, top.eax);
    claim("call.2 call.3", "not even one in the kernel's part", 0xFFFFFFFC, top.esp);
    claim("call.3", "fpage_unmap needs none", 0xE0000000,
          (CALL_WITHOUT_STACK(0x32, 0, 0, 0xE0000000)).esp);
    claim("call.3", "thread_switch needs none", 0xF1000000,
          (CALL_WITHOUT_STACK(0x33, 0, 0, 0xF1000000)).esp);
    claim("call.3", "thread_schedule needs none", 0xFFFFFFFF,
          (CALL_WITHOUT_STACK(0x34, 0xFFFFFFFF, helper(missing_lthread).low(), 1)).eax);
    claim("call.3", "lthread_ex_regs needs none", 0xFFFFFFFF,
          (CALL_WITHOUT_STACK(0x35, 200, 0xFFFFFFFF, 4)).eax);
    claim("call.3", "task_new needs none", 0,
          (CALL_WITHOUT_STACK(0x36, 0, sigma0_id.low(), 8)).esi);
}

void root_begins_with_zeros() {
    const FirstRegisters& first = start_registers;
    claim("start.4", "root's other registers are 0 at its first instruction", 0,
          first.ecx | first.edx | first.esi | first.edi | first.ebp);
}

void near_the_top_of_user_memory() {
    constexpr uint32_t last_page = 0xBFFFF000;
    claim("call.4 snd.6",
          "a message that begins just below 3 GB and runs over it fails", 0xD0, [] {
              set_fault_handler([](const IpcResult& fault) {
                  return reply_page(Fpage::align(fault.w0, page_order), arena_page(0),
                                    Fpage::write_bit);
              });
              fill_page(arena_page(0), 0);
              word_at(arena_page(0) + 0xFF4) = 0;          // window
              word_at(arena_page(0) + 0xFF8) = 100 << 13;  // size dope
              word_at(arena_page(0) + 0xFFC) = 100 << 13;  // send dope
              static volatile uint32_t code;
              code = 0xBAD;
              start(2, [] {
                  static uint32_t inbox[128];
                  inbox[1] = 120 << 13;
                  ipc(nothing_to_send, ReceiveDescriptor{address_of(inbox) | 1},
                      receive_10_ms, ThreadId::nil(), 0, 0);
                  sleep_for_ever();
              });
              let_others_run();
              launch(child_a, [] {
                  code = code_of(ipc(SendDescriptor{last_page + 0xFF4},
                                     nothing_to_receive, send_10_ms, helper(2), 1, 2));
                  sleep_for_ever();
              });
              sleep(receive_10_ms);
              return uint32_t{code};
          }());
}

MessageBuffer<2, 1> with_string, for_string;
volatile uint32_t code_at_edge;

/// A string of two pages from here to there. \return  the sender's code
uint32_t code_of_string(uint32_t source, uint32_t target) {
    with_string.string[0] = {2 * page_size, source, 0, 0};
    for_string.string[0] = {0, 0, 2 * page_size, target};
    code_at_edge = 0xBAD;
    start_child(child_b, [] {
        ipc(nothing_to_send, for_string.to_fill(), wait_for_ever, launched(child_a), 0,
            0);
        sleep_for_ever();
    });
    sleep(receive_2_ms);
    launch(child_a, [] {
        code_at_edge = code_of(ipc(with_string.to_send(), nothing_to_receive,
                                   send_10_ms, child_id(child_b), 1, 2));
        sleep_for_ever();
    });
    sleep(receive_10_ms);
    end_child(child_b);
    return code_at_edge;
}

/// All pages of the children's are the same three of ours, but for the program's own.
void strings_over_the_top() {
    constexpr uint32_t last_page = 0xBFFFF000, below = 0xBFFFE000,
                       elsewhere = 0x20000000;
    set_fault_handler([](const IpcResult& fault) {
        const uint32_t page = Fpage::align(fault.w0, page_order);
        return reply_page(page, arena_page(page / page_size % 2), Fpage::write_bit);
    });
    fill_page(arena_page(0), 0);
    fill_page(arena_page(1), 0);
    claim("str.4 call.4", "a string that ends where user memory ends is sent", 0,
          code_of_string(below, elsewhere));
    claim("str.4 call.4", "and received there", 0, code_of_string(elsewhere, below));
    claim("snd.6 call.4", "one that runs over 3 GB is not sent", 0xD0,
          code_of_string(last_page, elsewhere));
    claim("call.4", "nor received", 0xD0, code_of_string(elsewhere, last_page));
}

volatile uint32_t stage;

/// Let child a take two steps, of which it must not survive the second. \return  how far it came
uint32_t stage_of(Code code) {
    stage = 0;
    launch(child_a, code);
    sleep(receive_10_ms);
    return stage;
}

void what_is_not_the_programs() {
    static MessageBuffer<8, 0> message, inbox;
    start_child(child_b, [] {
        ipc(nothing_to_send, inbox.to_fill(), wait_for_ever, launched(child_a), 0, 0);
        sleep_for_ever();
    });
    sleep(receive_2_ms);
    claim("call.4 start.10", "a partner's memory is not seen where the kernel sees it",
          1, stage_of([] {
              ipc(message.to_send(), nothing_to_receive, send_10_ms, child_id(child_b),
                  1, 2);
              stage = 1;
              static_cast<void>(
                  uint32_t{word_at(0xF0000000 + address_of(&inbox) % (4u << 20))});
              stage = 2;
              sleep_for_ever();
          }));
    claim("call.4 exc.table.1", "nor is a table's address read that runs over 3 GB", 1,
          stage_of([] {
              stage = 1;
              asm volatile("lidt (%%eax)" : : "a"(0xBFFFFFFC) : "memory");
              stage = 2;
              sleep_for_ever();
          }));
    end_child(child_b);
}

/// The direction flag is the program's affair: the kernel's copies go upwards.
void backwards() {
    static MessageBuffer<64, 0> message, inbox;
    for (uint32_t i = 0; i < 64; ++i) {
        message.word[i] = i + 1;
    }
    start(5, [] {
        ipc(nothing_to_send, inbox.to_fill(), wait_for_ever, main_thread(), 0, 0);
        sleep_for_ever();
    });
    let_others_run();
    CallRegisters r{message.to_send().word(), both_10_ms.word(), 0, 0, 0xFFFFFFFF,
                    helper(5).low(),          helper(5).high()};
    asm volatile("std" : : : "cc");
    raw_ipc(&r);
    asm volatile("cld" : : : "cc");
    uint32_t wrong = 0;
    for (uint32_t i = 2; i < 64; ++i) {
        wrong += inbox.word[i] == i + 1 ? 0 : 1;
    }
    claim("call.4 msg.3", "with the direction flag set, words arrive all the same", 0,
          wrong | r.eax);
}

void made_up_ids() {
    start(1, [] {
        receive(main_thread(), wait_for_ever);
        sleep_for_ever();
    });
    let_others_run();
    const ThreadId edited{(myself().low() & ~0x1FC00u) | 1u << 10, myself().high()};
    claim("id.lookup.4", "an id with another lthread names that thread", 0,
          code_of(send(edited, 0, 0, both_zero)));
    start_child(child_b, sleep_for_ever);
    sleep(receive_2_ms);
    const ThreadId next{child_id(child_a).low() + (1u << 17), 0};
    claim("id.lookup.4", "and the task number plus one the next task",
          child_id(child_b).low(), next.low());
    claim("id.lookup.4 id.lookup.2", "whose thread exists", 0x30,
          code_of(send(next, 0, 0, both_zero)));
}

void the_partner_notices_nothing() {
    park(4);
    start(3, [] {
        const IpcResult result = receive(helper(4), wait_for_ever);
        send(main_thread(), result.dope.word(), result.w0, wait_for_ever);
        sleep_for_ever();
    });
    let_others_run();
    claim("code.12 ipc.send.7", "a sender that the receiver does not want gives up",
          0x30, code_of(send(helper(3), 5, 5, send_10_ms)));
    start(4, [] {
        send(helper(3), 6, 6, wait_for_ever);
        sleep_for_ever();
    });
    const IpcResult result = receive(helper(3), receive_10_ms);
    claim("code.12", "the receiver has noticed nothing of it", 6, result.w1);
    claim("code.12", "and got its message", 0x4000, result.w0);
}

}  // namespace

}  // namespace kumquat::user

extern "C" void program_main(uint32_t, uint32_t) {
    using namespace kumquat::user;
    begin_claims();
    start_pager();
    start_child(child_a, launch_what_is_told);
    root_begins_with_zeros();
    stacks_that_are_nowhere();
    made_up_ids();
    the_partner_notices_nothing();
    near_the_top_of_user_memory();
    strings_over_the_top();
    backwards();
    what_is_not_the_programs();
    finish_claims();
}
