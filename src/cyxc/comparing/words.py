"""The words of schemes side by side, in both languages."""

from cyxc.words import Words

say = Words("cyxc.comparing").say
