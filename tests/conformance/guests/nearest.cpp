// nearest.cpp -- id_nearest: who is near, and who stands in between.
// The family: root (4) has the children a and b; a has the child c; c has the child d.
#include "tests/conformance/guests/children.hpp"
#include "user/lib/program.hpp"
#include "user/lib/spaces.hpp"

namespace kumquat::user {

namespace {

constexpr TaskNumber a{10}, b{11}, c{12}, d{13};

struct Answer {
    uint32_t type, low, high;
};

Answer nearest(uint32_t low, uint32_t high) {
    CallRegisters r{.eax = 0xBAD, .esi = low, .edi = high};
    raw_id_nearest(&r);
    return {r.eax, r.esi, r.edi};
}
Answer nearest(TaskNumber task, uint32_t lthread) {
    return nearest(ThreadId::make(task, lthread, {0}).low(), 0);
}

/// What a task of the family found out.
struct Views {
    Answer self, chief, sibling, own_child, grandchild, root, sigma0, stranger,
        below_sibling;
    volatile uint32_t is_done = 0;
};
Views of_a, of_b, of_c;

void look(Views& views, TaskNumber sibling, TaskNumber child, TaskNumber grandchild) {
    views.self = nearest(0, 0x12345678);
    views.chief = nearest(0xFFFFFFFF, 0xFFFFFFFF);
    views.sibling = nearest(sibling, 3);
    views.own_child = nearest(child, 5);
    views.grandchild = nearest(grandchild, 1);
    views.root = nearest(root_task, 2);
    views.sigma0 = nearest(sigma0_task, 0);
    views.stranger = nearest({0x700}, 1);
    views.is_done = 1;
}

void run_d() { sleep_for_ever(); }

void run_c() {
    sleep(receive_2_ms);
    create_task(d, address_of(run_d), child_stack(d), start_pager_for_own_children(),
                255);
    look(of_c, b, d, a);
    sleep_for_ever();
}

void run_a() {
    create_task(c, address_of(run_c), child_stack(c), start_pager_for_own_children(),
                255);
    delete_task(d, c);
    while (of_c.is_done == 0) {
        sleep(receive_2_ms);
    }
    look(of_a, b, c, d);
    sleep_for_ever();
}

void run_b() {
    while (of_c.is_done == 0) {
        sleep(receive_2_ms);
    }
    of_b.below_sibling = nearest(c, 1);
    look(of_b, a, d, c);
    sleep_for_ever();
}

void claims_of_root() {
    CallRegisters r{1, 2, 3, 4, 5, 0, 0xBAD};
    raw_id_nearest(&r);
    claim("nearest.1 id.nil.1", "nil with garbage is the caller: type 0", 0, r.eax);
    claim_that("nearest.1", "and the caller's id",
               r.esi == root_id.low() && r.edi == root_id.high());
    claim_that("nearest.8", "ECX, EDX, EBX and EBP are kept",
               r.ecx == 2 && r.edx == 3 && r.ebx == 4 && r.ebp == 5);
    const Answer chief = nearest(0xFFFFFFFF, 0xFFFFFFFF);
    claim("nearest.2", "invalid asks for the chief: type 4", 4, chief.type);
    claim("nearest.2", "root's chief is nil", 0, chief.low);
    claim("nearest.2 id.invalid.1", "a low word of -1 alone is invalid as well", 4,
          nearest(0xFFFFFFFF, 0).type);
    claim("nearest.2 id.invalid.1", "so is a high word of -1 alone", 4,
          nearest(0x00140000, 0xFFFFFFFF).type);
    const Answer child = nearest(ThreadId::make(a, 5, root_task).low(), 0x00080000);
    claim("nearest.5", "root's own child is near", 0, child.type);
    claim("nearest.5", "as given, lthread kept", ThreadId::make(a, 5, {0}).low(),
          child.low);
    const Answer lie = nearest(ThreadId::make(a, 5, {0}).low(), 0x00FE0000);
    claim("nearest.9", "the chief that an id claims does not matter", 0, lie.type);
    claim("nearest.5", "a thread of one's own task is near", 0,
          nearest(root_task, 9).type);
    const Answer deep = nearest(c, 7);
    claim("nearest.6", "a grandchild is inside: type 0xC", 0xC, deep.type);
    claim("nearest.6", "through the child above it", ThreadId::make(a, 0, {0}).low(),
          deep.low);
    const Answer deeper = nearest(d, 7);
    claim("nearest.6", "so is a great-grandchild", 0xC, deeper.type);
    claim("nearest.6", "through the same child", ThreadId::make(a, 0, {0}).low(),
          deeper.low);
}

void claims_of_children() {
    claim("nearest.1 id.lookup.3", "a child knows its own id", child_id(a).low(),
          of_a.self.low);
    claim("nearest.1 id.lookup.3", "chief included", child_id(a).high(),
          of_a.self.high);
    claim("nearest.2", "its chief is root", root_id.low(), of_a.chief.low);
    claim("nearest.2", "told with type 4", 4, of_a.chief.type);
    claim("nearest.4", "its chief is near", 0, of_a.root.type);
    claim("nearest.4", "as given", helper(2).low(), of_a.root.low);
    claim("nearest.3", "its brother is near", 0, of_a.sibling.type);
    claim("nearest.3", "as given, lthread kept", ThreadId::make(b, 3, {0}).low(),
          of_a.sibling.low);
    claim("nearest.3", "sigma0 has the same chief, so it is near", 0, of_a.sigma0.type);
    claim("nearest.5", "a child's child is near to it", 0, of_a.own_child.type);
    claim("nearest.6", "its grandchild is inside", 0xC, of_a.grandchild.type);
    claim("nearest.6", "through its child", ThreadId::make(c, 0, {0}).low(),
          of_a.grandchild.low);
    claim("nearest.6", "a brother's child is inside as well", 0xC,
          of_b.below_sibling.type);
    claim("nearest.6", "through the brother", ThreadId::make(a, 0, {0}).low(),
          of_b.below_sibling.low);
    claim("nearest.6", "and a brother's grandchild too", 0xC, of_b.own_child.type);
    claim("nearest.2", "c's chief is a", child_id(a).low(), of_c.chief.low);
    claim("nearest.7", "for c its chief's brother is outside: type 4", 4,
          of_c.sibling.type);
    claim("nearest.7", "through its chief", ThreadId::make(a, 0, {0}).low(),
          of_c.sibling.low);
    claim("nearest.7", "so is root", 4, of_c.root.type);
    claim("nearest.7", "and sigma0", 4, of_c.sigma0.type);
    claim("nearest.4", "a is near to c", 0, of_c.grandchild.type);
}

}  // namespace

}  // namespace kumquat::user

extern "C" void program_main(uint32_t, uint32_t) {
    using namespace kumquat::user;
    begin_claims();
    start_pager();
    // Each chief hands the numbers on that its child needs.
    start_child(a, run_a);
    delete_task(c, a);
    delete_task(d, a);
    start_child(b, run_b);
    sleep(receive_10_ms);
    sleep(receive_10_ms);
    claims_of_root();
    claims_of_children();
    finish_claims();
}
