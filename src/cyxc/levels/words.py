"""What counts, roll-ups and traces say, in both languages."""

from cyxc.words import Words

say = Words("cyxc.levels").say
