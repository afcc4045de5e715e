"""What a timeline says, in both languages."""

from cyxc.words import Words

say = Words("cyxc.agenda").say
