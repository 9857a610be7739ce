# Sourced by scripts: installs what is missing of what it is given as program:package or file:package, by apt.
# More than one package may stand after the colon, in quotes.
PATH=$PATH:/usr/sbin # where Debian has nginx
missing=()
for needed in "$@"; do
    command -v "${needed%:*}" >/dev/null || [ -e "${needed%:*}" ] || missing+=(${needed#*:})
done
if [ ${#missing[@]} -gt 0 ]; then
    if ! command -v apt-get >/dev/null; then
        echo "This needs ${missing[*]}: install them with this system's package manager." >&2
        exit 1
    fi
    as_root=()
    [ "$(id -u)" = 0 ] || as_root=(sudo)
    echo "Installing ${missing[*]}" >&2
    "${as_root[@]}" apt-get update -qq
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi
