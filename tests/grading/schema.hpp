// schema.hpp -- whether a JSON file is as its schema says.
#pragma once

#include <fstream>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <string>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

namespace kumquat::grading {

/// \param schema_file  relative to the tree
inline testing::AssertionResult follows(const nlohmann::json& json,
                                        const std::string& schema_file) {
    std::ifstream in{schema_file};
    const nlohmann::json text = nlohmann::json::parse(in);
    valijson::Schema schema;
    valijson::SchemaParser{}.populateSchema(
        valijson::adapters::NlohmannJsonAdapter{text}, schema);
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
