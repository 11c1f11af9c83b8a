# Interactive shells of a sandbox.
[ -n "$PS1" ] || return
shopt -s checkwinsize histappend
HISTCONTROL=ignoreboth HISTSIZE=10000 HISTFILESIZE=20000 PROMPT_DIRTRIM=3
PS1='\[\e[1;32m\]coder@cove\[\e[0m\]:\[\e[1;34m\]\w\[\e[0m\]\$ '
alias ls='ls --color=auto' ll='ls -lh' la='ls -lAh' grep='grep --color=auto'
# Completions cost tens of milliseconds to load, so the first Tab loads them.
_cove_completion() {
  unset -f _cove_completion
  . /usr/share/bash-completion/bash_completion
  # asked here: bash would not ask a second default for the same word
  _comp_complete_load "$@"
}
complete -D -F _cove_completion
