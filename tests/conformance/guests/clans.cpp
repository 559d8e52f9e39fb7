// clans.cpp -- messages follow the tree of tasks (CLANS=on).
// The family: root (4) has the children a and b; a has the child c; b has the child d.
#include "tests/conformance/guests/children.hpp"
#include "user/lib/program.hpp"
#include "user/lib/spaces.hpp"

namespace kumquat::user {

namespace {

constexpr TaskNumber a{10}, b{11}, c{12}, d{13};
constexpr uint32_t redirected = 4, inward = 8, deceited = 1;
const ThreadId id_of_c{ThreadId::make(c, 0, a).low(),
                       ThreadId::make(c, 0, a, 1).high()};

CallRegisters at_a, at_b, at_root, at_root_from_b;
uint32_t code_at_c = 0xBAD;

CallRegisters wait_raw(uint32_t descriptor, ThreadId from) {
    CallRegisters r{0xFFFFFFFF, receive_10_ms.word(), 0,          0,
                    descriptor, from.low(),           from.high()};
    raw_ipc(&r);
    return r;
}

/// c sends to its chief, to root, and waits for a message of root.
void run_c() {
    sleep(receive_10_ms);
    send(child_id(a), 1, 0, send_10_ms);
    send(root_id, 2, 0, send_10_ms);
    code_at_c = code_of(receive(root_id, TimeoutWord{0xFF000009}));
    sleep_for_ever();
}

void run_a() {
    create_task(c, address_of(run_c), child_stack(c), root_id, 255);
    at_a = wait_raw(1, {});
    at_b = wait_raw(1, {});
    // Pass it on in c's name: c's id lies at the top of the stack.
    const uint32_t low = id_of_c.low(), high = id_of_c.high();
    uint32_t eax = 1, ecx = send_10_ms.word(), edx = at_b.edx, ebx = 0;
    uint32_t esi = root_id.low(), edi = root_id.high();
    asm volatile("pushl %%ebp\n\t"
                 "pushl %[high]\n\t"
                 "pushl %[low]\n\t"
                 "movl $-1, %%ebp\n\t"
                 "int $0x30\n\t"
                 "addl $8, %%esp\n\t"
                 "popl %%ebp"
                 : "+a"(eax), "+c"(ecx), "+d"(edx), "+b"(ebx), "+S"(esi), "+D"(edi)
                 : [low] "m"(low), [high] "m"(high)
                 : "memory");
    sleep_for_ever();
}

/// b is no chief of c: it may not speak in c's name.
void run_b() {
    const uint32_t low = id_of_c.low(), high = id_of_c.high();
    uint32_t eax = 1, ecx = send_10_ms.word(), edx = 4, ebx = 0;
    uint32_t esi = root_id.low(), edi = root_id.high();
    asm volatile("pushl %%ebp\n\t"
                 "pushl %[high]\n\t"
                 "pushl %[low]\n\t"
                 "movl $-1, %%ebp\n\t"
                 "int $0x30\n\t"
                 "addl $8, %%esp\n\t"
                 "popl %%ebp"
                 : "+a"(eax), "+c"(ecx), "+d"(edx), "+b"(ebx), "+S"(esi), "+D"(edi)
                 : [low] "m"(low), [high] "m"(high)
                 : "memory");
    sleep_for_ever();
}

void claims() {
    claim("clan.deceit.2", "a stranger cannot speak in its name", child_id(b).low(),
          at_root_from_b.esi);
    claim("clan.deceit.2", "and the bit d is clear", 0x4000, at_root_from_b.eax);
    claim("clan.1", "a child's message to its chief passes unchanged", 0x4000,
          at_a.eax);
    claim("clan.1", "and is the child's", id_of_c.low(), at_a.esi);
    claim("clan.2", "a message out of the clan goes to the chief", 2, at_b.edx);
    claim("clan.3 dope.7", "who sees r, and i since it came from inside",
          0x4000 | redirected | inward, at_b.eax);
    claim("clan.3", "the true sender in ESI", id_of_c.low(), at_b.esi);
    claim("clan.3", "the true destination in ECX", root_id.low(), at_b.ecx);
    claim("clan.3", "and EBP", root_id.high(), at_b.ebp);
    claim("clan.deceit.1", "passed on by the chief it has the child's name",
          id_of_c.low(), at_root.esi);
    claim("clan.deceit.1", "and the bit d", 0x4000 | deceited, at_root.eax);
    claim("clan.4",
          "a receive closed on somebody outside accepts what the chief forwards", 0,
          code_at_c & 0xF0);
}

}  // namespace

}  // namespace kumquat::user

extern "C" void program_main(uint32_t, uint32_t) {
    using namespace kumquat::user;
    begin_claims();
    start_pager();
    start_child(a, run_a);
    delete_task(c, a);
    at_root = wait_raw(1, {});
    send(id_of_c, 3, 0, send_10_ms);
    start_child(b, run_b);
    at_root_from_b = wait_raw(1, {});
    claims();
    finish_claims();
}
