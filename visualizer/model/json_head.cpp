// json_head.cpp -- format and version, checked.
#include "json_head.hpp"

#include <nlohmann/json.hpp>

namespace kumquat {

std::string problem_of_head(const nlohmann::json& json, const std::string& format) {
    if (json.is_discarded() || !json.is_object()) {
        return "it is not a JSON object";
    }
    if (text_of(json, "format") != format) {
        return "its format is not \"" + format + "\"";
    }
    if (!json.contains("version") || json["version"] != 1) {
        return "only version 1 is known";
    }
    return {};
}

std::string text_of(const nlohmann::json& json, const char* key) {
    return json.contains(key) && json[key].is_string() ? json[key].get<std::string>()
                                                       : std::string{};
}

}  // namespace kumquat
