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

/// A schema in grading/; one may refer to another by its name.
inline const nlohmann::json* read_schema(const std::string& name) {
    std::ifstream in{std::filesystem::path{"grading"} /
                     std::filesystem::path{name}.filename()};
    return new nlohmann::json(nlohmann::json::parse(in));
}

/// \param schema_file  relative to the tree
inline testing::AssertionResult follows(const nlohmann::json& json,
                                        const std::string& schema_file) {
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
