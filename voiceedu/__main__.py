from voiceedu.cli import main

main()
