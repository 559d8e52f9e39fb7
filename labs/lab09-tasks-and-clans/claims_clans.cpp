// claims_clans.cpp -- lab 9, stage 4: messages that follow the tree.
#include "kernel/abi/message.hpp"
#include "labs/lab09-tasks-and-clans/expect.hpp"

#include <span>

namespace kumquat::grading::lab09 {

namespace {

constexpr uint32_t two_words = MessageDope::make(2, 0).word();

/// The thread that letters name.
ThreadId reader(const Numbers& numbers, uint32_t member, uint32_t lthread = 0) {
    return member_id(numbers, member, member == 0 ? mailbox : lthread);
}

std::string bits_of(uint32_t word) {
    std::string text;
    for (const auto& [bit, name] :
         {std::pair{deceited, "d"}, {redirected, "r"}, {inside, "i"}}) {
        text += (word & bit) != 0 ? name : "-";
    }
    return text;
}

/// One letter as its receiver saw it.
void expect_letter(const Told& told,
                   const Numbers& numbers,
                   uint32_t index,
                   const Letter& letter,
                   const char* so) {
    const uint32_t place = place_of_letter(index);
    const std::string way =
        fmt::format("A message of {} for {}", name_of(numbers, letter.from),
                    name_of(numbers, letter.to));
    Experiment::expect_equal(0, told.word(place), way + ": the sender's EAX",
                             "The sender does not notice which way its message goes.");
    Experiment::expect(told.word(place + 1) == 1,
                       fmt::format("{} came {} times to {}, and should come once.", way,
                                   told.word(place + 1),
                                   name_of(numbers, letter.receiver)),
                       so);
    const uint32_t expected = two_words | letter.bits, actual = told.word(place + 2);
    Experiment::expect(
        expected == actual,
        fmt::format("{}: the receiver's EAX is 0x{:04X}, bits {}; expected "
                    "0x{:04X}, bits {}.",
                    way, actual, bits_of(actual), expected, bits_of(expected)),
        so);
    const uint32_t word = word_at(numbers, index);
    Experiment::expect_equal(word, told.word(place + 3), way + ": word 0", so);
    Experiment::expect_equal(~word, told.word(place + 4), way + ": word 1", so);
    const bool has_other_name = (letter.bits & deceited) != 0;
    const ThreadId sender =
        has_other_name ? reader(numbers, letter.as) : member_id(numbers, letter.from);
    expect_id(sender, told.id(place + 5), way + ": from whom it comes", so);
    if ((letter.bits & redirected) != 0) {
        expect_id(reader(numbers, letter.to), told.id(place + 7),
                  way + ": for whom it was, ECX:EBP", so);
    } else {
        Experiment::expect_equal(0, told.word(place + 7), way + ": ECX", "It is kept.");
        Experiment::expect_equal(ReceiveDescriptor::open_bit, told.word(place + 8),
                                 way + ": EBP", "It is kept.");
    }
}

void expect_letters(const Experiment& experiment,
                    std::span<const Letter> letters,
                    const char* so) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    for (uint32_t i = 0; i < letters.size(); ++i) {
        expect_letter(Told{run}, numbers, i, letters[i], so);
    }
}

}  // namespace

CLAIM(clans, outward_to_the_chief) {
    expect_letters(
        experiment, letters_out,
        "Nothing leaves a clan but through its chief, who is told all of it.");
}

CLAIM(clans, inward_to_the_chief) {
    expect_letters(
        experiment, letters_in,
        "Nothing comes into a clan but through its chief, who is told all of it.");
}

CLAIM(clans, neighbours_meet_directly) {
    expect_letters(
        experiment, letters_to_neighbours,
        "Inside a clan, and between chief and child, nobody stands between.");
}

CLAIM(clans, chief_must_be_ready) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    const Told told{run};
    const char* const so =
        "Who meets the sender is the chief: it is he who must be waiting.";
    Experiment::expect_equal(0x30, told.word(0),
                             "A send that does not wait, to a busy chief", so);
    Experiment::expect_equal(0, told.word(1), "One that waits for it", so);
    Experiment::expect_equal(1, told.word(2), "How many messages the chief got", so);
    expect_id(member_id(numbers, 3, 1), told.id(6), "From whom", so);
    Experiment::expect_equal(0, told.word(10), "How many root's thread got", so);
    Experiment::expect_equal(0x10, told.word(11),
                             "A message for a thread that does not exist",
                             "A chief is not bothered with what can go nowhere.");
    Experiment::expect_equal(0, told.word(12), "How many of these the chief got",
                             "A chief is not bothered with what can go nowhere.");
}

CLAIM(clans, answer_comes_through_the_chief) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    const Told told{run};
    const char* const so =
        "Who waits for somebody outside waits for the chief who will "
        "bring the message, and for nobody else.";
    const struct {
        uint32_t place, result;
        const char* what;
    } sends[] = {{0, 0x30, "A brother's answer to who waits for root"},
                 {1, 0x30, "A child's answer to who waits for root"},
                 {2, 0, "The chief's answer to who waits for root"},
                 {3, 0x30, "A brother's to who waits for another clan"},
                 {4, 0, "The chief's to who waits for another clan"},
                 {5, 0x30, "Another child's to who waits for a grandchild"},
                 {6, 0, "The child's to who waits for a grandchild of his"}};
    for (const auto& [place, result, what] : sends) {
        Experiment::expect_equal(result, told.word(place), what, so);
    }
    const struct {
        uint32_t place, word, chief;
    } waits[] = {{10, 3, 1}, {15, 5, 1}, {20, 7, 3}};
    for (const auto& [place, word, chief] : waits) {
        Experiment::expect_equal(two_words, told.word(place), "The receiver's EAX", so);
        Experiment::expect_equal(word_at(numbers, word), told.word(place + 1), "Word 0",
                                 so);
        expect_id(member_id(numbers, chief), told.id(place + 2), "From whom it comes",
                  so);
    }
}

CLAIM(clans, chief_passes_on) {
    expect_letters(
        experiment, letters_passed_on,
        "A chief through whose clan the message goes may pass it on in the name "
        "of who has sent it.");
}

CLAIM(clans, nobody_lies) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    const Told told{run};
    const char* const so = "Under another's name speaks only a chief through whom the "
                           "message could have come. "
                           "Who may not is no error: the true name is delivered.";
    for (uint32_t i = 0; i < std::size(letters_with_false_names); ++i) {
        expect_letter(told, numbers, i, letters_with_false_names[i], so);
    }
    for (uint32_t i = 10; i < 12; ++i) {
        expect_letter(told, numbers, i, {1, 0, 0, 1, 0}, so);
    }
}

}  // namespace kumquat::grading::lab09
