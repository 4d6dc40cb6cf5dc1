# The command's tests run the built command.
add_library(emend_command_runner STATIC cli/command.cpp)
target_include_directories(emend_command_runner PUBLIC ${CMAKE_CURRENT_SOURCE_DIR})
target_compile_definitions(emend_command_runner PUBLIC EMEND_COMMAND="$<TARGET_FILE:emend>")
target_link_libraries(emend_command_runner PUBLIC nlohmann_json::nlohmann_json PRIVATE emend::flags)
add_dependencies(emend_command_runner emend)

foreach(name IN ITEMS algebra conform documents files request snapshots stream usage vectors)
  emend_test(cli ${name} LIBRARIES emend_command_runner)
endforeach()
emend_test(cli line_stream LIBRARIES emend_cli)
