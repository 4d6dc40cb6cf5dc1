# Vendors in small, and what is proved against them. One file knows the HTTP library.
find_package(PkgConfig REQUIRED)
pkg_check_modules(httplib REQUIRED cpp-httplib)

add_library(emend_simulators STATIC simulators/cloudcockpit.cpp simulators/druva.cpp simulators/gcore.cpp
  simulators/loopback.cpp simulators/veeam.cpp)
target_include_directories(emend_simulators PUBLIC ${CMAKE_CURRENT_SOURCE_DIR} PRIVATE ${httplib_INCLUDE_DIRS})
target_link_libraries(emend_simulators PUBLIC nlohmann_json::nlohmann_json
  PRIVATE ${httplib_LINK_LIBRARIES} Threads::Threads emend_test_flags)

emend_test(simulators end_to_end LIBRARIES emend_simulators emend_command_runner)
emend_test(simulators random_edits LIBRARIES emend_simulators emend::testing_adapters)
