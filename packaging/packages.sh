# The Debian 12 packages that Candor needs, and how they are brought in.
# Sourced by packaging/run and packaging/test; the only list there is.
# shellcheck shell=sh

# To build the reader and the bundle tool, and to run them.
# shellcheck disable=SC2034 # used by the scripts that source this file
build_packages="
    gcc libc6-dev cmake ninja-build pkg-config
    libsdl2-dev libsdl2-ttf-dev libsdl2-image-dev libcmark-dev zlib1g-dev libsqlite3-dev
    libsodium-dev libzip-dev libicu-dev libinih-dev libqrencode-dev
    libhyphen-dev hyphen-en-us"

# To test them, besides: unit tests, the second compiler and its fuzzers, journeys in a
# real window (Xvfb, xdotool, libx11), benchmarks (libxtst, libxdamage), the scripts
# themselves, what stock tools make of a bundle (unzip, zip, minisign), what a phone reads
# in a QR code (zbar-tools), system calls that fail (strace), ten scripts to be set (the
# fonts), Unicode's own tests (unicode-data), words of another language to be divided
# (hyphen-es).
# shellcheck disable=SC2034
test_packages="
    libcmocka-dev clang libclang-rt-14-dev xvfb xdotool libx11-dev libxtst-dev
    libxdamage-dev shellcheck unzip zip minisign zbar-tools strace fonts-noto-core
    fonts-droid-fallback unicode-data hyphen-es"

# missing_packages NAME...: prints those that are not installed. Asks no network.
missing_packages() {
    for name in "$@"; do
        case " $installed " in
        *" $name "*) ;;
        *) printf '%s ' "$name" ;;
        esac
    done
}

# as_root COMMAND...: runs it as root, through sudo where we are not.
as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    else
        sudo "$@"
    fi
}

# install_packages NAME...: installs those that are missing. Does nothing, and needs
# neither network nor root, where none is.
install_packages() {
    installed=$(dpkg-query -W -f='${db:Status-Status} ${Package}\n' "$@" 2>/dev/null |
        sed -n 's/^installed //p' | tr '\n' ' ')
    missing=$(missing_packages "$@")
    [ -n "$missing" ] || return 0

    if [ "$(id -u)" -ne 0 ] && ! command -v sudo >/dev/null; then
        echo "packages are missing, and there is no sudo to install them. As root, run:" >&2
        echo "    apt-get install --no-install-recommends $missing" >&2
        return 1
    fi
    echo "Installing: $missing"
    as_root apt-get -qq update
    # shellcheck disable=SC2086 # a list of words
    as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get -qq -y --no-install-recommends install $missing >/dev/null
}
