"""What charts say, in both languages."""

from cyxc.words import Words

say = Words("cyxc.charts").say
