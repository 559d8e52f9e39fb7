// guest_list.cpp -- reading the list that make has written.
#include "tests/conformance/guest_list.hpp"

#include <algorithm>
#include <sstream>

namespace kumquat::conformance {

namespace {

void add_word(Guest& guest, const std::string& word) {
    const auto value_of = [&](const char* option) {
        return word.substr(std::string{option}.size());
    };
    if (word.starts_with("needs=")) {
        guest.needs.push_back(value_of("needs="));
    } else if (word.starts_with("kmem=")) {
        guest.command_line = word;
    } else if (word.starts_with("ms=")) {
        guest.longest_ms = static_cast<uint32_t>(std::stoul(value_of("ms=")));
    } else if (word.starts_with("bound=")) {
        guest.longest_interrupts_off =
            static_cast<uint32_t>(std::stoul(value_of("bound=")));
    } else if (word == "as=sigma0") {
        guest.is_sigma0 = true;
    } else {
        for (Claim& claim : claims_in(text_of(word), word)) {
            guest.claims.push_back(std::move(claim));
        }
    }
}

}  // namespace

std::vector<Guest> guests_in(const std::filesystem::path& list) {
    std::vector<Guest> guests;
    std::istringstream lines{text_of(list)};
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words{line};
        Guest guest;
        words >> guest.name;
        for (std::string word; words >> word;) {
            add_word(guest, word);
        }
        guests.push_back(std::move(guest));
    }
    return guests;
}

bool has_switch(const std::filesystem::path& kernel, const std::string& position) {
    // The build leaves its switches beside the kernel, as definitions for the compiler.
    const std::string switches = text_of(kernel.parent_path() / "switches") + " ";
    return switches.find("-DKUMQUAT_" + position + " ") != std::string::npos;
}

bool suits(const Guest& guest, const std::filesystem::path& kernel) {
    return std::ranges::all_of(
        guest.needs, [&](const std::string& need) { return has_switch(kernel, need); });
}

}  // namespace kumquat::conformance
