// schema.hpp -- whether a JSON file is as its schema says.
#pragma once

#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

namespace kumquat::grading {

/// \param schema_file  relative to the tree; what it refers to by name lies beside it
inline testing::AssertionResult follows(const nlohmann::json& json,
                                        const std::string& schema_file) {
    const auto folder = std::filesystem::path{schema_file}.parent_path();
    const auto read_schema = [folder](const std::string& name) {
        std::ifstream in{folder / std::filesystem::path{name}.filename()};
        return static_cast<const nlohmann::json*>(
            new nlohmann::json(nlohmann::json::parse(in)));
    };
    const std::unique_ptr<const nlohmann::json> text{read_schema(schema_file)};
    valijson::Schema schema;
    valijson::SchemaParser{}.populateSchema(
        valijson::adapters::NlohmannJsonAdapter{*text}, schema, read_schema,
        [](const nlohmann::json* other) { delete other; });
    valijson::ValidationResults results;
    if (valijson::Validator{}.validate(
            schema, valijson::adapters::NlohmannJsonAdapter{json}, &results)) {
        return testing::AssertionSuccess();
    }
    auto failure = testing::AssertionFailure();
    for (valijson::ValidationResults::Error error; results.popError(error);) {
        for (const std::string& step : error.context) {
            failure << step;
        }
        failure << ": " << error.description << "\n";
    }
    return failure;
}

}  // namespace kumquat::grading
