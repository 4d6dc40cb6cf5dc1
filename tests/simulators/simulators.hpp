// Small servers that take what the four vendors take and refuse what they refuse, with a state.
// They share no code with the adapters: what both know, each has read for itself.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace emend::simulators {

using json = nlohmann::ordered_json;

struct asked {
    std::string method{};
    std::string path{};  ///< decoded, without query
    std::multimap<std::string, std::string> query{};
    std::multimap<std::string, std::string> headers{};  ///< names in lower case
    std::string body{};

    [[nodiscard]] std::string header(const std::string& name) const;
    [[nodiscard]] std::string parameter(const std::string& name) const;
};

struct answered {
    int status = 200;
    std::multimap<std::string, std::string> headers{};
    std::string body{};
};

[[nodiscard]] answered with_json(int status, const json& body);

/// A vendor: one resource, and what its API does with requests.
class vendor {
public:
    virtual ~vendor() = default;
    [[nodiscard]] virtual answered answer(const asked& request) = 0;

    json resource{};              ///< as a GET shows it
    std::vector<asked> writes{};  ///< what was sent to change it
};

/// Full replacement through a queue of tasks; "Taken" is a customer name that somebody else has.
[[nodiscard]] std::unique_ptr<vendor> make_druva(json customer);
[[nodiscard]] std::unique_ptr<vendor> make_cloudcockpit(json user, std::string customer,
                                                        std::string provider);
[[nodiscard]] std::unique_ptr<vendor> make_gcore(json client);
/// `later`: changes are answered by 202 and made when the action is looked at twice.
[[nodiscard]] std::unique_ptr<vendor> make_veeam(json organization, bool later = false);

/// Serves a vendor on a port of the loopback interface, on a thread of its own.
class loopback {
public:
    explicit loopback(vendor& served);
    loopback(const loopback&) = delete;
    loopback& operator=(const loopback&) = delete;
    ~loopback();

    [[nodiscard]] const std::string& url() const { return url_; }

private:
    struct server;
    std::unique_ptr<server> server_;
    std::string url_{};
};

/// Length in code points, or (as .NET counts) in UTF-16 units.
[[nodiscard]] std::size_t code_points(const std::string& text);
[[nodiscard]] std::size_t utf16_units(const std::string& text);
[[nodiscard]] bool looks_like_email(const std::string& text);

}  // namespace emend::simulators
