"""What all tests share: nothing is timed, on a busy machine no more than on an idle one."""

from hypothesis import settings

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
