import gc

from voiceedu.process import garbage


def test_garbage_is_looked_for_again_afterwards() -> None:
    assert gc.isenabled()
    with garbage.not_collected():
        assert not gc.isenabled()
        with garbage.not_collected():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_whoever_has_turned_it_off_finds_it_off() -> None:
    gc.disable()
    try:
        with garbage.not_collected():
            assert not gc.isenabled()
        assert not gc.isenabled()
    finally:
        gc.enable()
