// accounts.hpp -- who is who around the page of accounts, and where it lies.
#pragma once

#include "user/lib/l4.hpp"

namespace kumquat::puzzles {

constexpr TaskNumber auditor_task{5}, teller_task{6}, printer_task{7};

/// In everybody's space: what all may read and only the bank may write; and a page of the teller's.
constexpr uint32_t accounts_page = 0x00800000, drawer_page = 0x00801000;
constexpr uint32_t account_count = 8, account_at_start = 100;  // of each: words

/// The number of an account, or of a line, as a word of such a page.
inline volatile uint32_t& word_of(uint32_t page, uint32_t number) {
    return reinterpret_cast<volatile uint32_t*>(uintptr_t{page})[number];
}

}  // namespace kumquat::puzzles
