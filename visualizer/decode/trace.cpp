// trace.cpp -- the meaning of a column follows from its name alone.
#include "trace.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace kumquat {

ColumnMeaning meaning_of_column(const std::string& name) {
    static constexpr std::array<std::string_view, 7> threads = {
        "thread", "partner", "next", "pager", "creator", "owner", "by"};
    static constexpr std::array<std::string_view, 3> tasks = {"task", "chief",
                                                              "source_task"};
    if (std::find(threads.begin(), threads.end(), name) != threads.end()) {
        return ColumnMeaning::thread;
    }
    if (std::find(tasks.begin(), tasks.end(), name) != tasks.end()) {
        return ColumnMeaning::task;
    }
    return ColumnMeaning::number;
}

}  // namespace kumquat
