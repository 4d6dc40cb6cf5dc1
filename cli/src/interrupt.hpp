#pragma once

namespace emend::cli {

/// While it lives, SIGINT and SIGTERM ask for an end instead of making one; a second one ends the
/// process as ever. There is one at a time.
class interrupts {
public:
    interrupts();
    interrupts(const interrupts&) = delete;
    interrupts& operator=(const interrupts&) = delete;
    ~interrupts();

    /// The signal that came, 0 if none has.
    [[nodiscard]] static int signal();

    /// A descriptor that can be read from once a signal has come; -1 where nobody listens.
    [[nodiscard]] static int wake();
};

}  // namespace emend::cli
