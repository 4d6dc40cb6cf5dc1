#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <nlohmann/json.hpp>

#include "emend/pointer.hpp"

#include "char_set.hpp"

/// A profile as the pipeline sees it. docs/profile-format.md says what each
/// member means; the names here are the names there.
namespace emend::adapters::detail {

enum class value_type : std::uint8_t { any, string, integer, number, boolean, array, object };
enum class value_format : std::uint8_t { none, uuid, email, host, int32, int64 };
enum class length_unit : std::uint8_t { code_points, utf16 };
enum class when_empty : std::uint8_t { allowed, refused, conditional };
enum class body_form : std::uint8_t {
    replace,
    partial,
    operations,   ///< one `replace` for each change
    json_patch,   ///< RFC 6902, any operation
    merge_patch,  ///< RFC 7396
    field_mask,   ///< a partial object, and the paths that count in the query
    set_unset,    ///< {set: {...}, unset: [...]}
    scim,         ///< RFC 7644 §3.5.2
    strategic,    ///< Kubernetes' strategic merge patch
    value         ///< the one member's value, bare
};
enum class sends : std::uint8_t { changed, always_and_changed, all, caller_operations };
enum class on_removal : std::uint8_t { null, refuse, remove };

/// How a change inside a list or an object is said.
enum class changes : std::uint8_t {
    whole,
    members,      ///< an object: the members that change
    retain_keys,  ///< the same, and the names that stay (strategic)
    elements,     ///< a list: the elements that change, found by their key
    additions,    ///< a list that only grows
    map           ///< a list of named values, written as an object of them
};
enum class wrapped_as : std::uint8_t { object, list, text };

struct text_hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};
using name_table = std::unordered_map<std::string, std::size_t, text_hash, std::equal_to<>>;

struct member_rule;

struct object_rule {
    std::vector<member_rule> members;  ///< in emission order
    name_table by_name{};
    name_table by_alias{};
    bool closed = true;

    [[nodiscard]] const member_rule* find(std::string_view name) const;

    /// The index of the member of that name, no_member where there is none. `likely` is tried first.
    [[nodiscard]] std::size_t index_of(const std::string& name, std::size_t likely) const;
    static constexpr std::size_t no_member = static_cast<std::size_t>(-1);
};

struct member_rule {
    std::string name{};
    std::string send_as{};
    value_type type = value_type::any;
    value_format format = value_format::none;
    bool required = false;
    bool always = false;
    bool read_only = false;
    bool immutable = false;
    bool nullable = false;
    bool secret = false;
    std::vector<ordered_json> immutable_except{};
    std::string same_as_parameter{};

    std::optional<std::size_t> min_length{};
    std::optional<std::size_t> max_length{};
    length_unit unit = length_unit::code_points;
    when_empty empty = when_empty::allowed;
    std::size_t condition = 0;  ///< in rules::conditions, for when_empty::conditional
    std::string prefix{};
    char_set forbidden{};
    char_set allowed{};
    std::string pattern_text{};  ///< what the pattern asks, in words
    std::optional<std::int64_t> minimum{};
    std::optional<std::int64_t> maximum{};
    std::vector<ordered_json> one_of{};

    std::vector<member_rule> items{};  ///< of an array: none or one
    std::string key{};                 ///< the member that names an element
    std::vector<std::vector<std::string>> names{};
    std::vector<std::string> immutable_items{};
    object_rule inside{};  ///< of an object

    detail::changes changes = detail::changes::whole;
    ordered_json present{};            ///< members added to an element that is sent
    ordered_json gone{};               ///< and to one that is taken away; null: none may be
    std::string map_value{};           ///< of an element of a map: the member with its value
    std::string fixed_by{};            ///< of an element: the flag that makes it untouchable
    std::vector<std::string> after{};  ///< members that must be set before this one
    bool action = false;               ///< writing it does something, even the same value again
    bool holds_secret = false;         ///< it is one, or has one inside
};

/// Whether a member, or a member of a list's element, has a value.
struct condition {
    std::string name{};
    std::string words{};
    std::string member{};
    std::vector<std::string> elements{};  ///< names of the element, for a list
    std::string key{};
    std::string element_member{};
    ordered_json equals{};
};

struct parameter_rule {
    std::string name{};
    value_type type = value_type::string;
    value_format format = value_format::none;
    bool required = false;
    bool in_header = false;  ///< its value stands in a header as it is
    std::string variable{};  ///< the shell variable that stands for it when it is not given
    std::string description{};
};

/// A literal, or the name of a parameter.
struct template_part {
    std::string text{};
    bool parameter = false;
};

struct header_rule {
    std::string name{};
    std::string value{};  ///< always this
    std::string prefix{};
    std::string parameter{};
    std::string variable{};
};

/// A member of the body beside the resource: a parameter, or always the same value.
struct beside_rule {
    std::string member{};
    std::string parameter{};
    ordered_json value{};
};

struct mode_rule {
    std::string name{};
    detail::sends sends = detail::sends::changed;
    std::string description{};
};

/// Other member rules under a chosen name, such as an API version.
struct variant {
    std::string name{};
    object_rule members{};
};

enum class answer_kind : std::uint8_t { resource, task, location, nothing };

struct success_rule {
    int status = 200;
    answer_kind gives = answer_kind::resource;
    pointer at{};                            ///< of the resource or the task's id in the body
    std::vector<template_part> task_path{};  ///< where to follow the task; parameter {taskId}
};

struct task_rule {
    std::vector<pointer> state{};
    std::vector<ordered_json> finished{};
    std::vector<pointer> outcome{};
    ordered_json succeeded{};
    std::vector<pointer> code{};
    std::vector<pointer> message{};
};

struct error_rule {
    std::vector<pointer> messages{};
    std::vector<pointer> codes{};
    std::vector<pointer> types{};
    std::vector<pointer> references{};
    std::vector<pointer> lists{};  ///< arrays of objects, or objects: member -> messages
    std::vector<std::string> item_messages{};
    std::vector<std::string> item_codes{};
    std::vector<std::string> item_types{};
    std::vector<std::string> item_members{};
    std::vector<std::string> item_operations{};
    std::vector<std::string> item_seconds{};
    std::vector<std::string> item_retryable{};
};

struct retry_rule {
    std::vector<int> statuses{};
    std::vector<std::string> types{};
    std::optional<std::size_t> seconds{};
};

struct answer_rule {
    std::vector<success_rule> successes{};
    std::optional<task_rule> task{};
    error_rule errors{};
    retry_rule retry{};
    std::vector<int> renew_token{};
    std::vector<template_part> read_path{};
};

struct rules {
    std::string vendor{};
    std::string resource{};
    std::string title{};
    std::string method{};
    std::string content_type{};
    std::vector<template_part> base_url{};
    std::vector<template_part> path{};
    std::vector<parameter_rule> parameters{};
    std::vector<header_rule> headers{};

    std::string envelope{};
    body_form form = body_form::replace;
    std::string wrapper{};
    detail::wrapped_as wrapped_as = detail::wrapped_as::object;
    std::vector<beside_rule> beside{};  ///< beside the wrapper, or beside the members without one
    std::vector<beside_rule> inside{};  ///< in the object that the wrapper holds
    std::string mask{};                 ///< the query parameter of a field mask
    std::vector<mode_rule> modes{};
    std::size_t default_mode = 0;
    on_removal removal = on_removal::null;
    std::vector<condition> conditions{};

    std::string variant_option{};
    std::size_t default_variant = 0;
    std::vector<variant> variants{};  ///< at least one

    answer_rule answers{};

    [[nodiscard]] const parameter_rule* parameter(std::string_view name) const;
};

}  // namespace emend::adapters::detail
