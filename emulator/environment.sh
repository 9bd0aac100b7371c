# shellcheck shell=bash
# Sets $python to an interpreter that has what requirements.txt names: the one that CI has made, or one of the
# emulator's own. Quiet, and only installs when requirements.txt has changed.

venv=
for made in ../.venv .venv; do
    if cmp -s requirements.txt "$made/requirements.txt"; then
        venv=$made
        break
    fi
done
if [[ -z $venv ]]; then
    venv=.venv
    echo 'emulator: installing moto, once' >&2
    python3 -m venv --clear "$venv"
    "$venv/bin/pip" install -q --disable-pip-version-check -r requirements.txt
    cp requirements.txt "$venv/requirements.txt"
fi
# shellcheck disable=SC2034
python=$PWD/$venv/bin/python
