// claims_exceptions.cpp -- lab 1, stage 3: what the kernel is told, and where programs go on.
#include "grading/claim.hpp"
#include "labs/lab01-traps/exception_log.hpp"
#include "labs/lab01-traps/faults.hpp"
#include "labs/lab01-traps/program.hpp"

namespace kumquat::grading {

namespace {

constexpr uint32_t vector_debug = 1, vector_undefined = 6;

/// Walks through the evidence word by word.
class Reader {
public:
    explicit Reader(const Guest& guest) : guest_{guest} {}
    uint32_t next() { return guest_.word(at_++); }
    bool has(uint32_t words) const { return at_ + words <= guest_.count(); }

private:
    const Guest& guest_;
    uint32_t at_ = 0;
};

struct Seen {
    uint32_t vector, error, eip;
    uint32_t registers[7];  // EAX EBX ECX EDX ESI EDI EBP
};

Seen read_exception(Reader& reader, const std::string& what) {
    Experiment::expect(
        reader.has(words_per_exception + 7),
        what + " did not reach the place where the kernel serves exceptions.",
        "The kernel lost an exception; a broken program would go on as if nothing "
        "had happened.");
    Seen seen{reader.next(), reader.next(), reader.next(), {}};
    for (uint32_t& value : seen.registers) {
        value = reader.next();
    }
    return seen;
}

void expect_registers(const ProgramRegisters& expected,
                      const uint32_t* actual,
                      const std::string& when) {
    const uint32_t values[] = {expected.eax, expected.ebx, expected.ecx, expected.edx,
                               expected.esi, expected.edi, expected.ebp};
    constexpr const char* names[] = {"EAX", "EBX", "ECX", "EDX", "ESI", "EDI", "EBP"};
    for (int i = 0; i < 7; ++i) {
        Experiment::expect_equal(
            values[i], actual[i], fmt::format("{} {}", names[i], when),
            "An interrupt may come between any two instructions: whoever was "
            "interrupted must not notice.");
    }
}

void expect_registers_after(const ProgramRegisters& expected, Reader& reader) {
    uint32_t after[7];
    for (uint32_t& value : after) {
        value = reader.next();
    }
    expect_registers(expected, after, "when the program went on");
}

struct Expectation {
    uint32_t vector, error;
    const char* name;
};

Expectation expected_of(const DrawnFault& fault) {
    switch (fault.kind) {
    case FaultKind::undefined:
        return {vector_undefined, 0, "an undefined instruction"};
    case FaultKind::divide:
        return {0, 0, "a division by zero"};
    case FaultKind::selector:
        return {vector_general_protection, fault.selector & ~3u,
                "a selector outside the GDT"};
    case FaultKind::no_gate:
        return {vector_general_protection, fault.vector * 8 + 2,
                "an int without a gate"};
    }
    return {0, 0, ""};
}

}  // namespace

CLAIM(exceptions, faults_are_told_exactly) {
    const Guest guest = experiment.boot();
    Numbers numbers = experiment.numbers();
    Reader reader{guest};
    for (uint32_t i = 0; i < faults_raised; ++i) {
        const Expectation expected = expected_of(draw_fault(numbers, i));
        const ProgramRegisters registers = draw_registers(numbers);
        const uint32_t eip = reader.next();
        const Seen seen =
            read_exception(reader, fmt::format("Fault {}, {},", i, expected.name));
        const std::string of = fmt::format(" of {}", expected.name);
        const char* const so =
            "Whoever serves the exception would mend the wrong thing.";
        Experiment::expect_equal(expected.vector, seen.vector, "Vector" + of, so);
        Experiment::expect_equal(expected.error, seen.error, "Error code" + of, so);
        Experiment::expect_equal(
            eip, seen.eip, "EIP" + of,
            "EIP of a fault is the instruction that faulted, so that it can "
            "be tried again.");
        expect_registers(registers, seen.registers, "in the frame");
        expect_registers_after(registers, reader);
    }
}

CLAIM(exceptions, trap_goes_on_behind) {
    const Guest guest = experiment.boot();
    Numbers numbers = experiment.numbers();
    Reader reader{guest};
    const ProgramRegisters registers = draw_registers(numbers);
    const uint32_t eip = reader.next();
    const Seen seen = read_exception(reader, "The overflow trap (into)");
    Experiment::expect_equal(vector_overflow, seen.vector, "Vector of into", "");
    Experiment::expect_equal(
        eip + 1, seen.eip, "EIP of into",
        "A trap is reported behind its instruction: nothing is to be tried "
        "again, and the kernel need not change EIP.");
    expect_registers_after(registers, reader);
}

CLAIM(exceptions, page_fault_has_its_own_handler) {
    const Guest guest = experiment.boot();
    Numbers numbers = experiment.numbers();
    Reader reader{guest};
    const uint32_t handler =
        guest.address_of("kumquat::handle_page_fault(kumquat::TrapFrame&)");
    for (uint32_t i = 0; i < page_faults_raised; ++i) {
        const DrawnPageFault fault = draw_page_fault(numbers);
        static_cast<void>(draw_registers(numbers));
        const uint32_t eip = reader.next();
        const Seen first = read_exception(reader, "The page fault");
        Experiment::expect(
            first.vector == vector_debug && first.eip == handler,
            fmt::format("A page fault on 0x{:08X} never came to "
                        "handle_page_fault().",
                        fault.address),
            "A page fault is no error: it is the question for a page, and somebody "
            "must be asked.");
        const Seen second = read_exception(reader, "The page fault");
        const uint32_t write = fault.is_write ? 2 : 0;
        Experiment::expect_equal(vector_page_fault, second.vector, "Vector", "");
        Experiment::expect_equal(write, second.error, "Error code of the page fault",
                                 "Bit 1 tells writing from reading.");
        Experiment::expect_equal(
            eip, second.eip, "EIP of the page fault",
            "The instruction must be run again when the page is there.");
        for (int word = 0; word < 7; ++word) {
            static_cast<void>(reader.next());
        }
    }
}

CLAIM(exceptions, system_calls_are_no_exceptions) {
    const Guest guest = experiment.boot();
    Numbers numbers = experiment.numbers();
    Reader reader{guest};
    const uint32_t handler =
        guest.address_of("kumquat::handle_system_call(kumquat::TrapFrame&)");
    const DrawnCalls calls = draw_calls(numbers);
    for (const uint32_t vector : calls.vectors) {
        const ProgramRegisters registers = draw_registers(numbers);
        static_cast<void>(reader.next());
        const Seen seen =
            read_exception(reader, fmt::format("System call 0x{:02X}", vector));
        Experiment::expect(seen.vector == vector_debug && seen.eip == handler,
                           fmt::format("System call 0x{:02X} did not come to "
                                       "handle_system_call().",
                                       vector),
                           "A program that calls the kernel would be stopped for it.");
        expect_registers_after(registers, reader);
    }
}

}  // namespace kumquat::grading
