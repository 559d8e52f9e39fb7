// debugger_calls.cpp -- what int3 prints. The host program compares: TEXT = EXPECTED.
#include "tests/conformance/guests/helpers.hpp"
#include "user/lib/program.hpp"

namespace kumquat::user {

namespace {

/// "printed [PROMISES] SENTENCE: what the code prints = EXPECTED".
void printed(const char* promises,
             const char* sentence,
             Code code,
             const char* expected) {
    print("printed [");
    print(promises);
    print("] ");
    print(sentence);
    print(": ");
    code();
    print(" = ");
    print(expected);
    print("\n");
}

template <uint32_t function>
uint32_t debugger(uint32_t eax, uint32_t ecx = 0) {
    asm volatile("int3; cmpb %2, %%al"
                 : "+a"(eax)
                 : "c"(ecx), "i"(function)
                 : "memory", "cc");
    return eax;
}

void numbers() {
    printed(
        "int3.7", "5: eight digits", [] { debugger<5>(0x0012ABCD); }, "0012ABCD");
    printed(
        "int3.7", "6: five digits", [] { debugger<6>(0x0012ABCD); }, "2ABCD");
    printed(
        "int3.7", "7: four digits", [] { debugger<7>(0x0012ABCD); }, "ABCD");
    printed(
        "int3.7", "8: three digits", [] { debugger<8>(0x0012ABCD); }, "BCD");
    printed(
        "int3.7", "9: two digits", [] { debugger<9>(0x0012ABCD); }, "CD");
    printed(
        "int3.7", "10: one digit", [] { debugger<10>(0x0012ABCD); }, "D");
    printed(
        "int3.8", "11: a decimal number", [] { debugger<11>(1'234'567); }, "1234567");
    printed(
        "int3.8", "11: zero", [] { debugger<11>(0); }, "0");
}

void texts() {
    printed(
        "int3.4", "0: a character", [] { debugger<0>('x'); }, "x");
    printed(
        "int3.4", "0: only AL counts", [] { debugger<0>(0xFFFFFF00 | 'y'); }, "y");
    printed(
        "int3.5", "2: a text up to its zero byte",
        [] { debugger<2>(address_of("some text")); }, "some text");
    printed(
        "int3.6", "1: a counted text",
        [] {
            debugger<1>(address_of("\x05"
                                   "fiveX"));
        },
        "fiveX");
    printed(
        "int3.11", "0x21 and 0x7A: the character itself",
        [] {
            debugger<0x21>(0);
            debugger<0x7A>(0);
        },
        "!z");
    printed(
        "int3.12 int3.1", "kd_display: a text behind a jump",
        [] {
            asm volatile("int3; nop; jmp 1f; .ascii \"hi there\"\n1:" ::: "memory");
        },
        "hi there");
    printed(
        "int3.3", "a text on a page that is not there: nothing",
        [] { debugger<2>(0x70000000); }, "");
    printed(
        "int3.3 call.4", "a text in the kernel's part: nothing",
        [] { debugger<2>(0xF1000000); }, "");
    printed(
        "int3.3 call.4", "nor where the kernel sees this program: nothing",
        [] { debugger<2>(0xE0000000 + address_of("secret")); }, "");
    printed(
        "int3.5", "an empty text: nothing", [] { debugger<2>(address_of("")); }, "");
}

void registers() {
    uint32_t a = address_of(""), c = 2, d = 3, b = 4, si = 5, di = 6;
    asm volatile("int3; cmpb $2, %%al"
                 : "+a"(a), "+c"(c), "+d"(d), "+b"(b), "+S"(si), "+D"(di)
                 :
                 : "memory", "cc");
    claim_that("int3.2", "a printing function keeps all registers",
               a == address_of("") && c == 2 && d == 3 && b == 4 && si == 5 && di == 6);
    claim("int3.9", "12: no key typed gives -1", 0xFFFFFFFF, debugger<12>(7));
    claim("int3.10", "29 gives 0", 0, debugger<29>(7));
    claim("int3.10", "24 goes on", 7, debugger<24>(7));
    claim("int3.10", "25 goes on", 7, debugger<25>(7));
    claim("int3.10", "26 goes on", 7, debugger<26>(7));
    claim("int3.10", "31 goes on", 7, debugger<31>(7, 5));
    claim_that("int3.10", "30 names a thread",
               debugger<30>(address_of("main"), 3) == address_of("main"));
    asm volatile("int3; jmp 1f; .ascii \"*a note\"\n1:" ::: "memory");
    claim_that("int3.1", "a note for the trace prints nothing and goes on", true);
    claim_that("int3.13",
               "lines end with carriage return and line feed: the reader checks", true);
}

}  // namespace

}  // namespace kumquat::user

extern "C" void program_main(uint32_t, uint32_t) {
    using namespace kumquat::user;
    begin_claims();
    numbers();
    texts();
    registers();
    finish_claims();
}
