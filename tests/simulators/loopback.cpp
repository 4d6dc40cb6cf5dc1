// The only file that knows the HTTP library.

#include <algorithm>
#include <mutex>
#include <thread>

#include <httplib.h>

#include "simulators.hpp"

namespace emend::simulators {

struct loopback::server {
    httplib::Server http{};
    std::mutex one_at_a_time{};
    std::thread thread{};
};

namespace {

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return text;
}

std::string value_in(const std::multimap<std::string, std::string>& all, const std::string& name) {
    const auto found = all.find(name);
    return found == all.end() ? "" : found->second;
}

}  // namespace

std::string asked::header(const std::string& name) const { return value_in(headers, name); }
std::string asked::parameter(const std::string& name) const { return value_in(query, name); }

answered with_json(int status, const json& body) { return {status, {}, body.dump()}; }

loopback::loopback(vendor& served) : server_(std::make_unique<server>()) {
    const auto handle = [this, &served](const httplib::Request& got, httplib::Response& to) {
        asked request{got.method, got.path, {got.params.begin(), got.params.end()}, {}, got.body};
        for (const auto& [name, value] : got.headers) request.headers.emplace(lower(name), value);
        const std::lock_guard<std::mutex> lock(server_->one_at_a_time);
        const auto made = served.answer(request);
        to.status = made.status;
        for (const auto& [name, value] : made.headers) to.set_header(name.c_str(), value.c_str());
        if (!made.body.empty()) to.set_content(made.body, "application/json");
    };
    server_->http.Get(".*", handle);
    server_->http.Put(".*", handle);
    server_->http.Patch(".*", handle);
    const int port = server_->http.bind_to_any_port("127.0.0.1");
    url_ = "http://127.0.0.1:" + std::to_string(port);
    server_->thread = std::thread([this] { server_->http.listen_after_bind(); });
    while (!server_->http.is_running()) std::this_thread::yield();
}

loopback::~loopback() {
    server_->http.stop();
    server_->thread.join();
}

std::size_t code_points(const std::string& text) {
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U; }));
}

std::size_t utf16_units(const std::string& text) {
    const auto pairs = std::count_if(text.begin(), text.end(),
                                     [](char c) { return static_cast<unsigned char>(c) >= 0xf0U; });
    return code_points(text) + static_cast<std::size_t>(pairs);
}

bool looks_like_email(const std::string& text) {
    const auto at = text.find_last_of('@');
    return at != std::string::npos && at > 0 && at + 1 < text.size() &&
           text.find_first_of(" \t\r\n") == std::string::npos;
}

}  // namespace emend::simulators
