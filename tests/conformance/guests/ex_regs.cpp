// ex_regs.cpp -- making threads, asking and changing them.
#include "tests/conformance/guests/helpers.hpp"
#include "user/lib/program.hpp"

namespace kumquat::user {

namespace {

/// What a thread begins with: interrupts on, and the I/O privilege level that all threads have.
uint32_t first_eflags() {
    uint32_t eflags;
    asm volatile("pushfl; popl %0" : "=r"(eflags));
    return 0x202 | (eflags & 0x3000);
}

constexpr uint32_t none = 0xFFFFFFFF;
CallRegisters first;  // of a thread's first instruction
uint32_t first_flags, first_esp, first_segments[6];

asm(".text\n"
    "note_first_registers:\n\t"
    "movl %esp, first_esp_word\n\t"
    "movl %eax, first_words\n\t"
    "movl %ecx, first_words + 4\n\t"
    "movl %edx, first_words + 8\n\t"
    "movl %ebx, first_words + 12\n\t"
    "movl %ebp, first_words + 16\n\t"
    "movl %esi, first_words + 20\n\t"
    "movl %edi, first_words + 24\n\t"
    "pushfl\n\t"
    "popl first_flags_word\n\t"
    "call keep_first_registers\n"
    ".bss\n"
    "first_words: .skip 28\n"
    "first_esp_word: .skip 4\n"
    "first_flags_word: .skip 4\n"
    ".text");
extern "C" {
void note_first_registers();
extern CallRegisters first_words;
extern uint32_t first_esp_word, first_flags_word;

void keep_first_registers() {
    first = first_words;
    first_flags = first_flags_word;
    first_esp = first_esp_word;
    asm volatile("movw %%cs, %0; movw %%ds, %1; movw %%es, %2; movw %%ss, %3"
                 : "=m"(first_segments[0]), "=m"(first_segments[1]),
                   "=m"(first_segments[2]), "=m"(first_segments[3]));
    sleep_for_ever();
}
}

volatile uint32_t runs = 0;

void count_and_sleep() {
    runs = runs + 1;
    sleep_for_ever();
}

void wait_for_main() {
    for (;;) {
        receive(main_thread(), wait_for_ever);
        runs = runs + 1;
    }
}

CallRegisters ex_regs(
    uint32_t lthread, uint32_t esp, uint32_t eip, ThreadId preempter, ThreadId pager) {
    CallRegisters r{lthread,          esp,         eip,         preempter.low(),
                    preempter.high(), pager.low(), pager.high()};
    raw_lthread_ex_regs(&r);
    return r;
}

CallRegisters ask(uint32_t lthread) {
    return ex_regs(lthread, none, none, ThreadId::invalid(), ThreadId::invalid());
}

void a_thread_is_made() {
    const ThreadId odd_preempter{0xFFFFFFFF, 0xFFFFFFFF};
    const CallRegisters r = ex_regs(
        1, helper_stack(1), address_of(note_first_registers), odd_preempter, sigma0_id);
    claim("exregs.8", "creating a thread returns EAX = 0", 0, r.eax);
    claim("exregs.8", "ECX as it went in", helper_stack(1), r.ecx);
    claim("exregs.8", "EDX as it went in", address_of(note_first_registers), r.edx);
    claim_that("exregs.8", "EBX and EBP as they went in",
               r.ebx == none && r.ebp == none);
    claim_that("exregs.8", "ESI and EDI as they went in",
               r.esi == sigma0_id.low() && r.edi == sigma0_id.high());
    let_others_run();
    claim_that("exregs.7", "a new thread has zeros in its general registers",
               (first.eax | first.ecx | first.edx | first.ebx | first.ebp | first.esi |
                first.edi) == 0);
    claim("exregs.7", "its EFLAGS are 0x3202, flags of arithmetic apart",
          first_eflags(), first_flags & ~0x8D5u);
    claim("exregs.7", "its ESP is the given one", helper_stack(1), first_esp);
    claim_that("exregs.7 start.7", "its data segments are one and the same",
               (first_segments[1] & 0xFFFF) == (first_segments[2] & 0xFFFF) &&
                   (first_segments[1] & 0xFFFF) == (first_segments[3] & 0xFFFF));
    claim("exregs.6 state.4", "it has run, and waits", 0xC, state_of(helper(1)));
}

void it_is_like_its_creator() {
    set_priority(main_thread(), 18);
    start(2, count_and_sleep);
    CallRegisters r{none, 0, 0, none, none, helper(2).low(), 0};
    raw_thread_schedule(&r);
    claim("exregs.6", "a new thread has its creator's priority", 18, r.eax & 0xFF);
    set_priority(main_thread(), 16);
    let_others_run();
    claim("exregs.6", "and is ready at once", 1, runs);
}

void old_values_come_back() {
    start(1, wait_for_main);
    let_others_run();
    const CallRegisters r = ask(1);
    claim("exregs.2", "the old pager comes back", sigma0_id.low(), r.esi);
    claim("exregs.2", "with its high word", sigma0_id.high(), r.edi);
    claim("exregs.2", "the old EFLAGS come back", first_eflags(), r.eax & ~0x8D5u);
    claim_that("exregs.2", "the old ESP lies in its stack",
               r.ecx <= helper_stack(1) && r.ecx > helper_stack(1) - 1024);
    const uint8_t* const code = reinterpret_cast<const uint8_t*>(uintptr_t{r.edx - 2});
    claim_that("exregs.12", "the old EIP of a waiting thread is behind its int 0x30",
               code[0] == 0xCD && code[1] == 0x30);
    const CallRegisters again = ask(1);
    claim_that("exregs.5 exregs.3", "asking changes nothing",
               again.ecx == r.ecx && again.edx == r.edx && again.esi == r.esi);
}

void values_are_set() {
    ex_regs(1, none, none, ThreadId::invalid(), helper(7));
    claim("exregs.3", "a new pager is set alone", helper(7).low(), ask(1).esi);
    ex_regs(1, none, none, ThreadId::invalid(), ThreadId{0, 0x12345678});
    claim("exregs.3 id.nil.1", "nil leaves the pager", helper(7).low(), ask(1).esi);
    ex_regs(1, none, none, ThreadId::invalid(), ThreadId{0xFFFFFFFF, 5});
    claim("exregs.3 id.invalid.1", "a low word of -1 leaves it", helper(7).low(),
          ask(1).esi);
    ex_regs(1, none, none, ThreadId::invalid(), ThreadId{5, 0xFFFFFFFF});
    claim("exregs.3 id.invalid.1", "so does a high word of -1", helper(7).low(),
          ask(1).esi);
    ex_regs(1, none, none, helper(6), ThreadId::invalid());
    const CallRegisters r = ask(1);
    claim("exregs.3 exregs.2", "a preempter is stored", helper(6).low(), r.ebx);
    claim("exregs.3 exregs.2", "with its high word, which is 0 for the root task", 0,
          r.ebp);
    claim("exregs.3", "and the pager stayed", helper(7).low(), r.esi);
    const CallRegisters old = ex_regs(1, none, none, helper(5), sigma0_id);
    claim("exregs.2", "what is replaced comes back", helper(6).low(), old.ebx);
    claim("exregs.2", "the pager too", helper(7).low(), old.esi);
    runs = 0;
    send(helper(1), 0, 0, both_zero);
    let_others_run();
    claim("exregs.5", "and the thread waits as before", 1, runs);
}

void the_caller_itself() {
    const CallRegisters r = ask(0);
    claim("exregs.1", "one can ask about oneself", sigma0_id.low(), r.esi);
    uint32_t here;
    asm volatile("movl %%esp, %0" : "=r"(here));
    claim_that("exregs.1", "one's own ESP is near",
               here - r.ecx < 256 || r.ecx - here < 256);
}

void made_dead() {
    runs = 0;
    const CallRegisters r =
        ex_regs(9, helper_stack(3), none, ThreadId::invalid(), sigma0_id);
    claim("exregs.9 exregs.8", "a thread can be made without an EIP", 0, r.eax);
    let_others_run();
    claim("exregs.9 state.6", "it is dead", 0xF, state_of(helper(9)));
    claim("exregs.9", "it exists: one cannot send to it, but no 0x10", 0x30,
          code_of(send(helper(9), 0, 0, both_zero)));
    ex_regs(9, helper_stack(3), address_of(count_and_sleep), ThreadId::invalid(),
            sigma0_id);
    let_others_run();
    claim("exregs.9 exregs.4", "a second call sets it going", 1, runs);
}

void limits() {
    claim("exregs.11", "there is no lthread 128", none,
          ex_regs(128, 0, 0, ThreadId::invalid(), sigma0_id).eax);
    claim("exregs.11", "bits above the number are refused", none,
          ex_regs(0x0000FF01, 0, 0, ThreadId::invalid(), sigma0_id).eax);
    claim("exregs.11", "virtual 8086 mode is refused", none,
          ex_regs(0x80000001, 0, 0, ThreadId::invalid(), sigma0_id).eax);
    start_thread(127, address_of(count_and_sleep), helper_stack(4), sigma0_id);
    runs = 0;
    let_others_run();
    claim("id.layout.3 exregs.6", "lthread 127 can be made", 1, runs);
    claim("exregs.13", "an EIP in the kernel's part is taken", 0,
          ex_regs(10, helper_stack(5), 0xE0000000, ThreadId::invalid(), sigma0_id).eax);
    let_others_run();
    claim("exregs.13 fault.7 start.10", "and its thread stops at the first instruction",
          0xF, state_of(helper(10)));
    claim("exregs.13", "an ESP in the kernel's part is taken", 0,
          ex_regs(11, 0xE0000800, address_of(count_and_sleep), ThreadId::invalid(),
                  sigma0_id)
              .eax);
    let_others_run();
    claim("exregs.13 fault.7", "and its thread stops when it uses it", 0xF,
          state_of(helper(11)));
}

}  // namespace

}  // namespace kumquat::user

extern "C" void program_main(uint32_t, uint32_t) {
    using namespace kumquat::user;
    begin_claims();
    a_thread_is_made();
    it_is_like_its_creator();
    old_values_come_back();
    values_are_set();
    the_caller_itself();
    made_dead();
    limits();
    finish_claims();
}
