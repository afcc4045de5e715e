"""The sentences of findings, in both languages."""

from cyxc.words import Words

say = Words("cyxc.consistency").say
