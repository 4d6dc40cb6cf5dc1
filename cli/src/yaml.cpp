#include "yaml.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <initializer_list>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <nlohmann/json.hpp>

#include "emend/document.hpp"
#include "emend/limits.hpp"

#if EMEND_YAML
#include <yaml-cpp/yaml.h>
#endif

namespace emend::cli {
namespace {

[[maybe_unused]] failure yaml_failure(errc code, const source& file, std::string message) {
    failure f;
    f.code = to_string(code);
    f.message = one_line(file.name + message);
    return f;
}

}  // namespace

bool looks_like_json(std::string_view text) {
    constexpr std::string_view mark = "\xef\xbb\xbf";
    if (text.substr(0, mark.size()) == mark) text.remove_prefix(mark.size());
    const auto first = text.find_first_not_of(" \t\r\n");
    return first != std::string_view::npos && (text[first] == '{' || text[first] == '[');
}

#if EMEND_YAML

namespace {

bool is_one_of(std::string_view text, std::initializer_list<std::string_view> all) {
    return std::find(all.begin(), all.end(), text) != all.end();
}

// Digits of a base behind its sign or prefix; what a machine integer does not hold becomes a double.
std::optional<ordered_json> integer(std::string_view text, int base) {
    const bool negative = text.front() == '-';
    if (text.front() == '+') text.remove_prefix(1);
    const auto read = [&](auto value) -> std::optional<ordered_json> {
        const auto [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), value, base);
        if (wrong != std::errc() || end != text.data() + text.size()) return std::nullopt;
        return ordered_json(value);
    };
    return negative ? read(std::int64_t{}) : read(std::uint64_t{});
}

bool is_float(std::string_view text) {
    if (!text.empty() && (text.front() == '-' || text.front() == '+')) text.remove_prefix(1);
    std::size_t digits = 0;
    std::size_t i = 0;
    const auto run = [&] {
        for (; i < text.size() && text[i] >= '0' && text[i] <= '9'; ++i) ++digits;
    };
    run();
    if (i < text.size() && text[i] == '.') {
        ++i;
        run();
    }
    if (digits == 0) return false;
    if (i == text.size()) return true;
    if (text[i] != 'e' && text[i] != 'E') return false;
    if (++i < text.size() && (text[i] == '-' || text[i] == '+')) ++i;
    digits = 0;
    run();
    return digits > 0 && i == text.size();
}

// A plain scalar by the core schema; not a number: a string, or what JSON has no number for.
std::optional<ordered_json> plain(std::string_view text) {
    if (is_one_of(text, {"", "~", "null", "Null", "NULL"})) return ordered_json();
    if (is_one_of(text, {"true", "True", "TRUE"})) return ordered_json(true);
    if (is_one_of(text, {"false", "False", "FALSE"})) return ordered_json(false);
    if (text.substr(0, 2) == "0x" && text.size() > 2) return integer(text.substr(2), 16);
    if (text.substr(0, 2) == "0o" && text.size() > 2) return integer(text.substr(2), 8);
    if (!is_float(text)) return std::nullopt;
    if (auto whole = integer(text, 10)) return whole;
    double value = 0;
    if (text.front() == '+') text.remove_prefix(1);
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool beyond = read.ec == std::errc::result_out_of_range;
    return ordered_json(beyond ? std::numeric_limits<double>::infinity() : value);
}

class converter {
public:
    explicit converter(const source& file) : file_(file), most_values_(100 + growth * file.text.size()) {}

    ordered_json value(const YAML::Node& node, std::size_t depth) {
        if (depth > limits{}.depth) throw at(node, errc::too_deep, "nested too deep");
        if (++values_ > most_values_) throw at(node, errc::limit_exceeded, "aliases make it too large");
        switch (node.Type()) {
            case YAML::NodeType::Scalar:
                return scalar(node);
            case YAML::NodeType::Sequence: {
                auto list = ordered_json::array();
                for (const auto& element : node) list.push_back(value(element, depth + 1));
                return list;
            }
            case YAML::NodeType::Map: {
                auto object = ordered_json::object();
                for (const auto& member : node) put(object, member.first, value(member.second, depth + 1));
                return object;
            }
            case YAML::NodeType::Null:
            case YAML::NodeType::Undefined:
                break;
        }
        return {};
    }

private:
    static constexpr std::size_t growth = 16;  // a value takes a byte or more, where no alias repeats it

    [[nodiscard]] failure at(const YAML::Node& node, errc code, const std::string& why) const {
        const auto mark = node.Mark();
        return yaml_failure(
            code, file_,
            ":" + std::to_string(mark.line + 1) + ":" + std::to_string(mark.column + 1) + ": " + why);
    }

    void put(ordered_json& object, const YAML::Node& name, ordered_json member) const {
        if (!name.IsScalar())
            throw at(name, errc::not_json, "the name of a member must be a scalar, for JSON");
        if (object.contains(name.Scalar()))
            throw at(name, errc::duplicate_member, "\"" + name.Scalar() + "\" stands twice in one object");
        object[name.Scalar()] = std::move(member);
    }

    [[nodiscard]] ordered_json scalar(const YAML::Node& node) const {
        const auto& text = node.Scalar();
        const bool is_plain = node.Tag() == "?" || node.Tag().empty();
        if (!is_plain) return text;
        if (is_one_of(text, {".inf", ".Inf", ".INF", "+.inf", "-.inf", ".nan", ".NaN", ".NAN"}))
            throw at(node, errc::not_json, "JSON has no number " + text);
        auto made = plain(text);
        if (made && made->is_number_float() && !std::isfinite(made->get<double>()))
            throw at(node, errc::limit_exceeded, "a number beyond a double: " + text);
        return made ? *made : ordered_json(text);
    }

    const source& file_;
    std::size_t most_values_;
    std::size_t values_ = 0;
};

}  // namespace

outcome<ordered_json> parse_yaml(const source& file) {
    try {
        auto made = converter(file).value(YAML::Load(std::string(file.text)), 0);
        if (const auto said = dump(made); !said)
            return fail(yaml_failure(said.error().code, file, ": " + to_string(said.error())));
        return made;
    } catch (const failure& wrong) {
        return fail(wrong);
    } catch (const YAML::Exception& wrong) {
        return fail(yaml_failure(errc::syntax_error, file,
                                 ":" + std::to_string(wrong.mark.line + 1) + ":" +
                                     std::to_string(wrong.mark.column + 1) + ": not YAML: " + wrong.msg));
    }
}

#else

outcome<ordered_json> parse_yaml(const source& file) {
    return fail(
        yaml_failure(errc::syntax_error, file,
                     ": not JSON, and this emend was built without yaml-cpp: convert the file to JSON"));
}

#endif

}  // namespace emend::cli
