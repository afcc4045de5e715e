"""The words of pages, in both languages."""

from cyxc.words import Words

say = Words("cyxc.html").say
