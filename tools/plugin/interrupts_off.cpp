// interrupts_off.cpp -- see interrupts_off.hpp.
#include "tools/plugin/interrupts_off.hpp"

namespace kumquat::plugin {

namespace {

constexpr uint32_t user_end = 0xC0000000;

}  // namespace

/// True if no instruction led here: an interrupt or an exception did.
bool InterruptsOff::is_surprise(const Entry& instruction) const {
    return last_.kind != Kind::branch && last_.kind != Kind::iret &&
           instruction.address != last_.address + last_.size &&
           instruction.address != last_.address;  // a string instruction repeats itself
}

void InterruptsOff::begin(const Entry& instruction) {
    is_off_ = true;
    count_ = 0;
    first_address_ = instruction.address;
    first_number_ = report_->instructions();
}

void InterruptsOff::end() {
    if (is_off_ && count_ > report_->longest_off) {
        report_->longest_off = count_;
        report_->longest_off_number = first_number_;
        report_->longest_off_address = first_address_;
        report_->longest_off_end = last_.address;
    }
    is_off_ = false;
}

void InterruptsOff::step(const Entry& instruction) {
    const bool is_user = instruction.address < user_end;
    has_begun_ = has_begun_ || (last_.kind == Kind::iret && is_user);
    if (!has_begun_) {
        last_ = instruction;
        return;
    }
    const bool follows_iret = last_.kind == Kind::iret;
    if (is_user) {
        end();
    } else if (was_user_ || (follows_iret && entries_.contains(instruction.address))) {
        end();
        entries_.insert(instruction.address);
        begin(instruction);
    } else if (!is_off_ && is_surprise(instruction)) {
        begin(instruction);
    } else if (follows_iret && open_places_.contains(instruction.address)) {
        end();
    }
    if (!is_user && is_off_) {
        ++count_;
    }
    was_user_ = is_user;
    last_ = instruction;
    if (is_user) {
        return;
    }
    if (instruction.kind == Kind::sti) {
        end();
    } else if (instruction.kind == Kind::cli && !is_off_) {
        begin(instruction);
        return;
    }
    if (!is_off_) {
        open_places_.insert(instruction.address + instruction.size);
    }
}

}  // namespace kumquat::plugin
