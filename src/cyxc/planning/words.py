"""The words of plans for what is missing, in both languages."""

from cyxc.words import Words

say = Words("cyxc.planning").say
