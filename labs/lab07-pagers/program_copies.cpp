// program_copies.cpp -- lab 7, stages 4 and 5: pagers on pagers, and copies that are made late.
#include "labs/lab07-pagers/program_tests.hpp"

namespace kumquat::user {

namespace {

/// The child becomes a copy of the parent.
void fork(uint32_t parent, uint32_t child) {
    ask(parent, copy_pager(), request_fork, actor(child).task().value, Fpage{0});
}

/// Actor 1 writes the first word into the first place, and 2 becomes its copy.
void write_and_fork(Numbers& drawn) {
    set_pager(copy_pager());
    write_word(1, place_at(drawn, 0), word_at(drawn, 0));
    fork(1, 2);
}

}  // namespace

void stack_of_pagers(Numbers& drawn) {
    set_pager(copy_pager());
    for (uint32_t i = 0; i < pages_touched; ++i) {
        write_word(1 + i, place_at(drawn, i), word_at(drawn, i));
        read_word(1 + i, place_at(drawn, i));
        read_word(1 + i, place_at(drawn, i) + page_size - sizeof(uint32_t));
    }
}

void child_reads(Numbers& drawn) {
    set_pager(copy_pager());
    for (uint32_t i = 0; i < many_pages(drawn); ++i) {
        write_word(1, place_at(drawn, i), word_at(drawn, i));
    }
    fork(1, 2);
    for (uint32_t i = 0; i < many_pages(drawn); ++i) {
        read_word(2, place_at(drawn, i));
        read_word(1, place_at(drawn, i));
    }
}

void child_writes(Numbers& drawn) {
    write_and_fork(drawn);
    read_word(2, place_at(drawn, 0));
    write_word(2, place_at(drawn, 0), word_at(drawn, 1));
    read_word(2, place_at(drawn, 0));
    read_word(1, place_at(drawn, 0));
}

void parent_writes(Numbers& drawn) {
    write_and_fork(drawn);
    write_word(1, place_at(drawn, 0), word_at(drawn, 1));
    read_word(2, place_at(drawn, 0));
    read_word(1, place_at(drawn, 0));
}

void last_view(Numbers& drawn) {
    write_and_fork(drawn);
    write_word(2, place_at(drawn, 0), word_at(drawn, 1));
    read_word(1, place_at(drawn, 0));
    write_word(1, place_at(drawn, 0), word_at(drawn, 2));
    read_word(2, place_at(drawn, 0));
}

void whole_page(Numbers& drawn) {
    set_pager(copy_pager());
    for (uint32_t i = 0; i < words_written; ++i) {
        write_word(1, place_at(drawn, 0) + offset_at(drawn, i), word_at(drawn, i));
    }
    fork(1, 2);
    write_word(2, place_at(drawn, 0) + offset_at(drawn, 0), word_at(drawn, 20));
    for (uint32_t i = 0; i < words_written; ++i) {
        read_word(2, place_at(drawn, 0) + offset_at(drawn, i));
    }
}

void grandchild(Numbers& drawn) {
    write_and_fork(drawn);
    fork(2, 3);
    write_word(1, place_at(drawn, 0), word_at(drawn, 1));
    write_word(2, place_at(drawn, 0), word_at(drawn, 2));
    read_word(3, place_at(drawn, 0));
    read_word(2, place_at(drawn, 0));
    read_word(1, place_at(drawn, 0));
}

void pages_after_fork(Numbers& drawn) {
    write_and_fork(drawn);
    write_word(1, place_at(drawn, 1), word_at(drawn, 1));
    read_word(2, place_at(drawn, 1));
    write_word(2, place_at(drawn, 1), word_at(drawn, 2));
    read_word(1, place_at(drawn, 1));
}

void bystander(Numbers& drawn) {
    set_pager(copy_pager());
    write_word(3, place_at(drawn, 0), word_at(drawn, 3));
    write_and_fork(drawn);
    write_word(2, place_at(drawn, 0), word_at(drawn, 1));
    read_word(3, place_at(drawn, 0));
}

const ProgramTest program_tests[] = {
    {"message.page_comes", page_comes},
    {"message.address_is_told", address_told},
    {"message.write_is_told", write_told},
    {"message.instruction_is_told", instruction_told},
    {"message.instruction_runs_again", instruction_repeated},
    {"message.registers_stay", registers_kept},
    {"message.calls_work_afterwards", call_afterwards},
    {"message.answer_can_be_large", large_answer},
    {"message.empty_answer_asks_again", empty_answer},
    {"message.busy_pager_is_waited_for", busy_pager},
    {"message.only_the_pager_answers", stranger_answers},
    {"message.each_has_its_pager", two_pagers},
    {"sigma0.page_on_request", page_on_request},
    {"sigma0.page_on_fault", page_on_fault},
    {"sigma0.one_owner", second_client},
    {"sigma0.owner_may_ask_again", same_client},
    {"sigma0.some_is_never_given", forbidden_pages},
    {"sigma0.some_belongs_to_root", roots_pages},
    {"sigma0.some_belongs_to_all", pages_for_all},
    {"sigma0.any_page", any_pages},
    {"sigma0.any_page_is_nobodys", any_page_is_free},
    {"sigma0.info_page", info_page_asked},
    {"sigma0.large_page", large_page_asked},
    {"sigma0.devices", devices},
    {"zeros.pages_are_kept", touch_and_keep},
    {"zeros.nothing_is_in_them", dirty_memory},
    {"zeros.each_task_has_its_own", same_address_twice},
    {"zeros.asked_again", asked_again},
    {"zeros.given_back_is_gone", give_back_all},
    {"zeros.memory_is_used_again", memory_used_again},
    {"zeros.others_keep_theirs", others_stay},
    {"stack.memory_from_below", stack_of_pagers},
    {"copies.child_sees_the_parents", child_reads},
    {"copies.child_writes_its_own", child_writes},
    {"copies.parent_writes_its_own", parent_writes},
    {"copies.last_view_is_not_copied", last_view},
    {"copies.whole_page", whole_page},
    {"copies.grandchildren", grandchild},
    {"copies.later_pages_are_private", pages_after_fork},
    {"copies.bystanders_stay", bystander},
    {"challenge.page_from_nothing", count_a_fault},
    {"challenge.any_page_of_sigma0", count_any_page},
    {nullptr, nullptr},
};

}  // namespace kumquat::user
