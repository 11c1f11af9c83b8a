# pip installs into /workspace/.venv: it keeps system packages visible, counts into the session's disk and is never synchronised.
export PYTHONUSERBASE=${PYTHONUSERBASE:-/workspace/.venv}
export PIP_BREAK_SYSTEM_PACKAGES=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_WARN_SCRIPT_LOCATION=1
export MPLBACKEND=${MPLBACKEND:-module://cove_plots} MPLCONFIGDIR=${MPLCONFIGDIR:-/tmp/.matplotlib}
export EDITOR=${EDITOR:-nano} PAGER=${PAGER:-less} LESS=${LESS:--R}
if [ -n "$BASH_VERSION" ] && [ -n "$PS1" ]; then
  . /etc/bash.bashrc
fi
if [ -n "$BASH_VERSION" ] && [ -n "$PS1" ] && [ -r ~/.bashrc ] && [ ! -e ~/.bash_profile ] && [ ! -e ~/.profile ]; then
  . ~/.bashrc
fi
