"""The words of comparisons, in both languages."""

from cyxc.words import Words

say = Words("cyxc.changes").say
