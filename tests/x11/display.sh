# A display of one's own: sourced by scripts that need one (bash).
# shellcheck shell=bash

# start_display WxH: starts Xvfb on a free number and sets DISPLAY. It is up when this
# returns, and ends with the script. No window manager, and SDL's choice of driver is X11.
start_display() {
    local number
    exec {display_fd}< <(
        exec Xvfb -displayfd 1 -screen 0 "$1x24" -nolisten tcp -noreset 2>/dev/null
    )
    display_pid=$!
    trap 'kill "$display_pid"' EXIT
    if ! read -r -t 30 number <&"$display_fd"; then
        echo "Xvfb does not start" >&2
        return 1
    fi
    export DISPLAY=:$number SDL_VIDEODRIVER=x11
    unset WAYLAND_DISPLAY
}
